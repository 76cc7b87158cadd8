/** `/api/v1/session`: sign in with a one-time link, ask who is signed in, sign out. */
import '@fastify/cookie';
import { Session, SignIn, VisavisError } from '@visavis/shared';
import type { FastifyReply } from 'fastify';
import type { AddressLimit } from '../../../address-limit.ts';
import type { Advisor, Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { checkOrigin } from '../../../principal.ts';
import { type Sessions, sessionCookie, sessionLifeMs } from '../../../sessions.ts';
import type { SignIn as SignInWay } from '../../../sign-in.ts';
import { organisationOf } from './organisation.ts';

interface SessionParts {
  context: Context;
  sessions: Sessions;
  signIn: SignInWay;
  limit: AddressLimit;
}

function setCookie(context: Context, reply: FastifyReply, value: string): void {
  const url = new URL(context.settings.publicUrl);
  reply.setCookie(sessionCookie, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: url.protocol === 'https:',
    maxAge: value === '' ? 0 : sessionLifeMs / 1000,
  });
}

const sessionOf = (context: Context, advisor: Advisor) => ({
  advisor: { id: advisor.id, name: advisor.name },
  organisation: organisationOf(context.settings),
});

const start = ({ context, sessions, signIn, limit }: SessionParts) =>
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
      checkOrigin(request, new URL(context.settings.publicUrl).origin);
      const advisor = await signIn.redeem(body.token);
      context.metrics.signIn(advisor === null ? 'refused' : 'accepted');
      if (advisor === null) throw new VisavisError('sign-in-used', 'this link is used or expired');
      await sessions.end(request.cookies[sessionCookie]);
      setCookie(context, reply, await sessions.start(advisor));
      context.log.info('advisor signed in');
      return sessionOf(context, advisor);
    },
  });

/** The cookie slides in the browser too: it is set again with every `GET`. */
const show = ({ context }: SessionParts) =>
  endpoint({
    method: 'GET',
    path: '/api/v1/session',
    summary: 'Who is signed in.',
    access: 'advisor',
    status: 200,
    answer: Session,
    errors: ['not-signed-in'],
    handle: async ({ advisor, request, reply }) => {
      const cookie = request.cookies[sessionCookie];
      if (cookie !== undefined && request.headers.authorization === undefined) setCookie(context, reply, cookie);
      return sessionOf(context, advisor);
    },
  });

const end = ({ context, sessions }: SessionParts) =>
  endpoint({
    method: 'DELETE',
    path: '/api/v1/session',
    summary: 'Signs out.',
    access: 'either',
    status: 204,
    errors: ['origin-refused'],
    handle: async ({ request, reply }) => {
      await sessions.end(request.cookies[sessionCookie]);
      setCookie(context, reply, '');
      return undefined;
    },
  });

export const sessionEndpoints = (parts: SessionParts) => [start(parts), show(parts), end(parts)];
