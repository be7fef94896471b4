'use strict';

// The tool that ours is measured beside. It follows the quick start of ltijs-sequelize's README line by line: the same
// `setup`, cookies neither Secure nor SameSite (the bench speaks plain http to one host), `devMode: false` as the README
// asks of a production server, `logging: false`. Only `console.log(token)` is left out, which would slow it down.

const lti = require('ltijs').Provider;
const Database = require('ltijs-sequelize');

const environment = process.env;
const database = new URL(environment.DATABASE_URL);

/** Arguments of Sequelize's constructor for `sqlite:/file` or `mysql://user:password@host:port/name`. */
const databaseArguments = () => {
  if (database.protocol === 'sqlite:') {
    return ['database', 'user', 'password', { host: 'localhost', dialect: 'sqlite', storage: database.pathname, logging: false }];
  }
  return [
    database.pathname.slice(1),
    decodeURIComponent(database.username),
    decodeURIComponent(database.password),
    { host: database.hostname, port: Number(database.port || 3306), dialect: 'mysql', logging: false },
  ];
};

const db = new Database(...databaseArguments());

lti.setup(
  environment.LTI_KEY,
  { plugin: db },
  {
    appRoute: '/',
    loginRoute: '/login',
    cookies: { secure: false, sameSite: '' },
    devMode: false,
  },
);

/** Who the request comes from: the least a first page or an API needs. */
const whoItIs = (token) => ({
  user: token.user,
  name: token.userInfo.name,
  roles: token.platformContext.roles,
  context: token.platformContext.context.id,
});

lti.onConnect((token, _request, response) => response.json(whoItIs(token)));

lti.app.get('/me', (_request, response) => response.json(whoItIs(response.locals.token)));

const setup = async () => {
  await lti.deploy({ port: Number(environment.PORT) });
  await lti.registerPlatform({
    url: environment.PLATFORM_ISSUER,
    name: 'Bench platform',
    clientId: environment.PLATFORM_CLIENT_ID,
    authenticationEndpoint: environment.PLATFORM_AUTH_URL,
    accesstokenEndpoint: environment.PLATFORM_TOKEN_URL,
    authConfig: { method: 'JWK_SET', key: environment.PLATFORM_JWKS_URL },
  });
};

setup();
