/** `/api/v1/session/oidc`: to the organisation's provider, back from it, and the provider's own word that somebody signed out. */
import * as v from 'valibot';
import type { AddressLimit } from '../../../../address-limit.ts';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';
import { beginLifeMs, type OidcSignIn, reportFailure } from '../../../../oidc/sign-in.ts';
import { createCookie, type SessionCookie } from '../../../../session-cookie.ts';
import type { Sessions } from '../../../../sessions.ts';

export interface OidcRouteParts {
  context: Context;
  sessions: Sessions;
  cookie: SessionCookie;
  oidc: OidcSignIn;
  limit: AddressLimit;
}

const LogoutForm = v.object({ logout_token: v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)) });

/** The page that says what went wrong; the reason is in the fragment, which nobody on the way sees. */
const failurePage = (context: Context, error: unknown): string => {
  const { reason, incident } = reportFailure(context, error);
  return `${context.settings.publicUrl}/#sign-in-failed=${reason}.${incident}`;
};

/** Lax: it must come along on the way back from the provider, which is another site. */
const keptCookie = (context: Context) => createCookie(context.settings.publicUrl, 'visavis_oidc', 'lax');

const start = ({ context, oidc, limit }: OidcRouteParts) =>
  endpoint({
    method: 'GET',
    path: '/api/v1/session/oidc/start',
    summary: "Sends the browser to the organisation's provider. Nothing is stored but a cookie for ten minutes.",
    access: 'anybody',
    status: 303,
    errors: ['too-many'],
    handle: async ({ request, reply }) => {
      limit.take(request.ip);
      try {
        const { url, kept } = await oidc.begin();
        keptCookie(context).set(reply, kept, beginLifeMs);
        reply.header('location', url);
      } catch (error) {
        reply.header('location', failurePage(context, error));
      }
      return undefined;
    },
  });

/** The protocol's one GET that changes something: state, nonce, code and cookie are each good once. */
const callback = ({ context, oidc, sessions, cookie, limit }: OidcRouteParts) =>
  endpoint({
    method: 'GET',
    path: '/api/v1/session/oidc/callback',
    summary: 'Where the provider sends the browser back to: signs in, or tells the page why not.',
    access: 'anybody',
    status: 303,
    errors: ['too-many'],
    handle: async ({ request, reply }) => {
      limit.take(request.ip);
      const kept = keptCookie(context);
      const value = kept.read(request);
      kept.clear(reply);
      try {
        const { search } = new URL(request.raw.url ?? '/', context.settings.publicUrl);
        const answer = new URL(`${context.settings.publicUrl}/api/v1/session/oidc/callback${search}`);
        const made = await oidc.finish(value, answer);
        await sessions.end(cookie.read(request));
        cookie.set(reply, made, context.settings.sessions.longestMs);
        reply.header('location', `${context.settings.publicUrl}/`);
      } catch (error) {
        reply.header('location', failurePage(context, error));
      }
      return undefined;
    },
  });

const logout = ({ oidc, limit }: OidcRouteParts) =>
  endpoint({
    method: 'POST',
    path: '/api/v1/session/oidc/logout',
    summary: 'Back-channel logout: the provider says, by a signed token, that somebody signed out there.',
    access: 'anybody',
    isForm: true,
    body: LogoutForm,
    status: 200,
    errors: ['bad-request', 'too-many', 'unavailable'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      await oidc.endSessions(body.logout_token);
      return undefined;
    },
  });

export const oidcEndpoints = (parts: OidcRouteParts) => [start(parts), callback(parts), logout(parts)];
