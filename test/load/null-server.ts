import { createServer } from 'node:http';

// Answers with the shape of our tool's answers and does no work: no key, no database, no check.

let logins = 0;

const page = `<!doctype html><title>Null</title><script type="application/json" id="launch">${JSON.stringify({
  session: 'none',
  expiresAt: '2030-01-01T00:00:00.000Z',
})}</script>`;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/lti/login') {
    logins += 1;
    const location = new URL('/auth', url.searchParams.get('iss') ?? 'http://localhost');
    location.searchParams.set('state', `state-${String(logins)}`);
    location.searchParams.set('nonce', `nonce-${String(logins)}`);
    location.searchParams.set('redirect_uri', url.searchParams.get('target_link_uri') ?? '');
    response.writeHead(302, { location: location.href, 'set-cookie': 'browser=secret; Path=/lti; HttpOnly' }).end();
    return;
  }
  request.resume().once('end', () => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': page.length }).end(page);
  });
});

server.listen(Number(process.env['PORT']));
