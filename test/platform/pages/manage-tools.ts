import express, { type Response, type Router } from 'express';
import { html } from '../html.js';
import type { Mode } from '../mode.js';
import type { Site } from '../site.js';
import { textOf } from '../text.js';
import { layout } from './layout.js';

/** Where an administrator pastes a tool's link, registers it in a frame, and switches it on. Addresses begin with `/manage-tools`. */
export function manageTools(site: Site, mode: Mode): Router {
  const router = express.Router();
  const canvas = site.options.mode === 'canvas';
  const words = canvas
    ? { title: 'Apps', paste: 'Dynamic Registration URL', add: 'Continue', on: 'Turn on', waits: 'Off' }
    : { title: 'Manage tools', paste: 'Tool URL', add: 'Add LTI Advantage', on: 'Activate', waits: 'Pending' };
  const send = (response: Response, page: { body: ReturnType<typeof html>; script?: string }): void => {
    const policy =
      "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-src *; form-action 'self'";
    response
      .set({ 'cache-control': 'no-store', 'content-security-policy': policy })
      .type('html')
      .send(layout(site, { title: words.title, ...page }));
  };

  router.get('/manage-tools', (_request, response) => {
    const tools = site.registrations.tools.map(
      (tool) =>
        html`<li>
          <b>${textOf(tool.sent['client_name'])}</b> <span>${tool.active ? 'Active' : words.waits}</span>
          ${
            tool.active
              ? null
              : html`<form method="post" action="/manage-tools/activate">
                  <input type="hidden" name="clientId" value="${tool.clientId}" /><button>${words.on}</button>
                </form>`
          }
        </li>`,
    );
    send(response, {
      body: html`<h1>${words.title}</h1>
        <form action="/manage-tools/add">
          <label>${words.paste} <input name="link" type="url" required size="60" /></label> <button>${words.add}</button>
        </form>
        <ul>
          ${tools}
        </ul>`,
    });
  });

  router.get('/manage-tools/add', async (request, response) => {
    const { link } = request.query;
    if (typeof link !== 'string' || !/^https?:\/\//.test(link)) {
      response.redirect('/manage-tools');
      return;
    }
    const source = await site.registrations.address(link, mode.configurationUrl());
    send(response, {
      body: html`<h1>${words.title}</h1>
        <iframe id="registration" title="Registration of the tool" src="${source}" width="100%" height="640"></iframe>`,
      // From the tool's own frame alone, and with this subject alone, as the real ones do.
      script: `addEventListener('message',(event)=>{
if(event.source===document.getElementById('registration').contentWindow&&event.data?.subject==='org.imsglobal.lti.close')location='/manage-tools';
});`,
    });
  });

  router.post('/manage-tools/activate', express.urlencoded({ extended: false }), (request, response) => {
    const clientId = textOf((request.body as Record<string, unknown> | undefined)?.['clientId']);
    if (site.registrations.tools.some((one) => one.clientId === clientId)) {
      site.registrations.activate(
        clientId,
        canvas ? `${site.registrations.tools.length}:${site.opaque('account').slice(0, 12)}` : undefined,
      );
    }
    response.redirect(303, '/manage-tools');
  });
  return router;
}
