/** A real OpenID provider for tests: `oidc-provider` on a port of its own, with one person who is signed in there at once. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';

/** Whom the provider takes everybody for, from now on. */
export interface ProviderPerson {
  sub: string;
  name: string;
  roles: string[];
}

export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  person: ProviderPerson;
  /** Every sign-in so far: who, and the provider's name for the session. */
  signIns: { sub: string; sid: string }[];
  /** As a browser without a window: follows redirects from `url` until one leads to the service, and answers that one. */
  walk(url: string): Promise<string>;
  /** The provider ends a session and tells the service so; answers what the service said. */
  logOut(sub: string, sid: string): Promise<number>;
  /** Any claims, signed with the provider's own key unless another is given. */
  sign(claims: JWTPayload, key?: CryptoKey, header?: { typ?: string }): Promise<string>;
  /** Stops answering. Idempotent. */
  close(): Promise<void>;
}

interface ServiceUrls {
  /** Where the pages are. */
  publicUrl: string;
  /** Takes what the provider posts, where the service has no port of its own. */
  post?: (url: string, body: string) => Promise<number>;
  /** Shows forms for sign-in and consent, as a person meets them, instead of signing in at once. */
  showsForms?: boolean;
}

/** Begins to listen; the service may come later. */
export async function startOidcProvider(service: ServiceUrls): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}`;
  const pair = await generateKeyPair('RS256', { extractable: true });
  const person: ProviderPerson = { sub: 'mueller', name: 'Frau Müller', roles: ['advisor'] };
  const client = { clientId: 'visavis', clientSecret: randomBytes(24).toString('base64url') };
  const key = { ...(await exportJWK(pair.privateKey)), kid: 'test', alg: 'RS256', use: 'sig' };
  let lastStatus = 0;
  const answered = (status: number) => {
    lastStatus = status;
  };
  const provider = new Provider(issuer, configuration(service, client, person, key, answered));
  const signIns: TestProvider['signIns'] = [];
  provider.on('authorization.success', (ctx: KoaContextWithOIDC) => {
    const { session } = ctx.oidc;
    if (session?.accountId) signIns.push({ sub: session.accountId, sid: session.sidFor(client.clientId) ?? '' });
  });
  server.on('request', answerWith(provider, person, service.showsForms === true));
  return {
    issuer,
    ...client,
    person,
    signIns,
    walk: (url) => walk(url, service.publicUrl),
    async logOut(sub, sid) {
      const found = await provider.Client.find(client.clientId);
      const end = found?.backchannelLogout;
      if (typeof end !== 'function') throw new Error('the provider ends no sessions');
      await end.call(found, sub, sid);
      return lastStatus;
    },
    sign: (claims, own = pair.privateKey, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test', ...header }).sign(own),
    close: () => closeServer(server),
  };
}

function configuration(
  { publicUrl, post, showsForms }: ServiceUrls,
  client: { clientId: string; clientSecret: string },
  person: ProviderPerson,
  key: object,
  answered: (status: number) => void,
): Configuration {
  return {
    jwks: { keys: [key] },
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${publicUrl}/api/v1/session/oidc/callback`],
        post_logout_redirect_uris: [`${publicUrl}/`],
        backchannel_logout_uri: `${publicUrl}/api/v1/session/oidc/logout`,
        backchannel_logout_session_required: true,
        response_types: ['code'],
      },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'roles'] },
    features: {
      devInteractions: { enabled: showsForms === true },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
    ...(showsForms ? {} : { interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` } }),
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: person.name, roles: person.roles }),
    }),
    async loadExistingGrant(ctx) {
      const { session, provider } = ctx.oidc;
      const accountId = session?.accountId;
      if (accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    fetch: postWith(post, answered),
  };
}

/** How the provider reaches the service: by `post`, or as anybody does. */
function postWith(post: ServiceUrls['post'], answered: (status: number) => void): NonNullable<Configuration['fetch']> {
  return async (url, init) => {
    const address = String(url);
    if (post === undefined) {
      // Not with the dispatcher it comes with, which goes to no address of this machine.
      const { method = 'GET', headers = {}, body = null } = init ?? {};
      const answer = await fetch(address, { method, headers, body });
      answered(answer.status);
      return answer;
    }
    const status = await post(address, String(init?.body));
    answered(status);
    return new Response(null, { status });
  };
}

/** Interactions end by themselves: whoever comes is `person`. */
function answerWith(provider: Provider, person: ProviderPerson, showsForms: boolean) {
  const rest = provider.callback();
  return (request: Parameters<typeof rest>[0], response: Parameters<typeof rest>[1]) => {
    if (showsForms || !request.url?.startsWith('/interaction/')) return void rest(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  };
}

async function walk(url: string, publicUrl: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = url;
  for (let step = 0; step < 12; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the provider stopped with ${answer.status}`);
    next = new URL(location, next).href;
    if (next.startsWith(`${publicUrl}/`)) return next;
  }
  throw new Error('the provider sends in circles');
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}
