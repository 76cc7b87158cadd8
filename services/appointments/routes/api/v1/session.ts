/** `/api/v1/session`: sign in with a one-time link, ask who is signed in, sign out. */
import { Session, SignedOut, SignIn, SignInWays, VisavisError } from '@visavis/shared';
import type { AddressLimit } from '../../../address-limit.ts';
import { noteSignIn } from '../../../advisors.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import type { OidcSignIn } from '../../../oidc/sign-in.ts';
import { checkOrigin } from '../../../principal.ts';
import { type Asker, allRoles } from '../../../roles.ts';
import type { SessionCookie } from '../../../session-cookie.ts';
import type { Sessions } from '../../../sessions.ts';
import type { SignIn as SignInWay } from '../../../sign-in.ts';
import { organisationOf } from './organisation.ts';
import { oidcEndpoints } from './session/oidc.ts';

interface SessionParts {
  context: Context;
  sessions: Sessions;
  cookie: SessionCookie;
  signIn: SignInWay;
  /** Null without a provider. */
  oidc: OidcSignIn | null;
  limit: AddressLimit;
  /** Of the ways there and back. */
  oidcLimit: AddressLimit;
}

const sessionOf = (context: Context, person: Asker) => ({
  advisor: { id: person.id, name: person.name },
  roles: [...person.roles],
  organisation: organisationOf(context),
  ...(context.settings.portal === null ? {} : { walkIn: true }),
});

const start = ({ context, sessions, cookie, signIn, limit }: SessionParts) =>
  endpoint({
    method: 'POST',
    path: '/api/v1/session',
    summary: "Trades a one-time sign-in link's token for the session cookie.",
    access: 'anybody',
    body: SignIn,
    status: 200,
    answer: Session,
    errors: ['bad-request', 'origin-refused', 'sign-in-used', 'too-many'],
    handle: async ({ body, request, reply }) => {
      limit.take(request.ip);
      checkOrigin(request, new URL(context.settings.publicUrl).origin, cookie);
      const redeemed = context.settings.signsInByLink ? await signIn.redeem(body.token) : null;
      const known = redeemed && (await noteSignIn(context, { id: redeemed.id, name: undefined, roles: allRoles }));
      const advisor = known?.isActive === true ? { id: known.id, name: known.name } : null;
      context.metrics.signIn(advisor === null ? 'refused' : 'accepted');
      if (advisor === null) throw new VisavisError('sign-in-used', 'this link is used or expired');
      await sessions.end(cookie.read(request));
      const person = { ...advisor, roles: allRoles };
      cookie.set(reply, await sessions.start(person), context.settings.sessions.consoleMs);
      context.log.info('advisor signed in');
      return sessionOf(context, person);
    },
  });

/** The cookie slides in the browser too: it is set again with every `GET`. */
const show = ({ context, cookie }: SessionParts) =>
  endpoint({
    method: 'GET',
    path: '/api/v1/session',
    summary: 'Who is signed in.',
    access: 'signed-in',
    status: 200,
    answer: Session,
    errors: ['not-signed-in'],
    handle: async ({ advisor, request, reply }) => {
      const value = cookie.read(request);
      const isBrowser = value !== undefined && request.headers.authorization === undefined;
      if (isBrowser) cookie.set(reply, value, context.settings.sessions.consoleMs);
      return sessionOf(context, advisor);
    },
  });

const end = ({ sessions, cookie }: SessionParts) =>
  endpoint({
    method: 'DELETE',
    path: '/api/v1/session',
    summary: 'Signs out.',
    access: 'either',
    status: 204,
    errors: ['origin-refused'],
    handle: async ({ request, reply }) => {
      await sessions.end(cookie.read(request));
      cookie.clear(reply);
      return undefined;
    },
  });

const leave = ({ sessions, cookie, oidc }: SessionParts) =>
  endpoint({
    method: 'POST',
    path: '/api/v1/session/end',
    summary: "Signs out, and says where to sign out at the organisation's provider as well.",
    access: 'either',
    status: 200,
    answer: SignedOut,
    errors: ['origin-refused'],
    handle: async ({ request, reply }) => {
      const { idToken } = await sessions.end(cookie.read(request));
      cookie.clear(reply);
      return { next: idToken === null || oidc === null ? null : await oidc.endUrl(idToken) };
    },
  });

const ways = ({ context, oidc }: SessionParts) =>
  endpoint({
    method: 'GET',
    path: '/api/v1/session/ways',
    summary: 'How advisors sign in here.',
    access: 'anybody',
    status: 200,
    answer: SignInWays,
    errors: [],
    handle: async () => ({ provider: oidc !== null, link: context.settings.signsInByLink }),
  });

export const sessionEndpoints = (parts: SessionParts) => {
  const { oidc, oidcLimit } = parts;
  const own = [start(parts), show(parts), end(parts), leave(parts), ways(parts)];
  return oidc === null ? own : [...own, ...oidcEndpoints({ ...parts, oidc, limit: oidcLimit })];
};
