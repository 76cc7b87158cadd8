/** The cookie of a signed-in browser: scripts and other sites never get it, and over HTTPS no other host can set it. */
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-` (RFC 6265bis §4.1.3.2) where the pages are on HTTPS: browsers then insist on Secure, `/` and this very host. */
export const cookieName = (publicUrl: string, name: string): string =>
  publicUrl.startsWith('https:') ? `__Host-${name}` : name;

export const sessionCookieName = (publicUrl: string): string => cookieName(publicUrl, 'visavis_session');

export interface SessionCookie {
  read(request: FastifyRequest): string | undefined;
  /** `lifeMs`: how long the browser keeps it; the session's end is the service's own matter. */
  set(reply: FastifyReply, value: string, lifeMs: number): void;
  clear(reply: FastifyReply): void;
}

/** `sameSite` is strict for sessions, and lax for what must survive the way back from a provider. */
export function createCookie(publicUrl: string, name: string, sameSite: 'strict' | 'lax'): SessionCookie {
  const full = cookieName(publicUrl, name);
  const secure = publicUrl.startsWith('https:');
  const write = (reply: FastifyReply, value: string, maxAge: number) =>
    reply.setCookie(full, value, { path: '/', httpOnly: true, sameSite, secure, maxAge });
  return {
    read: (request) => request.cookies[full],
    set: (reply, value, lifeMs) => void write(reply, value, Math.floor(lifeMs / 1000)),
    clear: (reply) => void write(reply, '', 0),
  };
}

/** The cookie of sessions. */
export const createSessionCookie = (publicUrl: string): SessionCookie =>
  createCookie(publicUrl, 'visavis_session', 'strict');
