/** Who is asking: an advisor by session cookie, a program by API key, or anybody. */
import '@fastify/cookie';
import { VisavisError } from '@visavis/shared';
import type { FastifyRequest } from 'fastify';
import { type ApiKeys, verifyApiKey } from './api-keys.ts';
import type { Advisor } from './context.ts';
import { type Sessions, sessionCookie } from './sessions.ts';

export interface Principals {
  /**
   * The advisor behind a request; null for anybody. A wrong `Authorization` is nobody, even beside a good cookie.
   * @throws {VisavisError} `origin-refused`: a cookie came with a change from a page that is not ours
   */
  of(request: FastifyRequest): Promise<Advisor | null>;
}

const isChange = (method: string) => method !== 'GET' && method !== 'HEAD';

/** @throws {VisavisError} `origin-refused` when a browser names an origin that is not ours, or names none with a cookie */
export function checkOrigin(request: FastifyRequest, origin: string): void {
  const given = request.headers.origin;
  const hasCookie = request.cookies[sessionCookie] !== undefined;
  if (given === undefined ? hasCookie : given !== origin) {
    throw new VisavisError('origin-refused', 'this origin may not change anything');
  }
}

/** Programs act in the name of `house`. `publicUrl` gives the origin that pages have. */
export function createPrincipals(options: {
  sessions: Sessions;
  keys: ApiKeys;
  house: Advisor;
  publicUrl: string;
}): Principals {
  const { origin } = new URL(options.publicUrl);
  return {
    async of(request) {
      const { authorization } = request.headers;
      if (authorization !== undefined) {
        const [, key = ''] = /^Bearer (\S{1,200})$/i.exec(authorization) ?? [];
        return (await verifyApiKey(options.keys, key)) === null ? null : options.house;
      }
      const cookie = request.cookies[sessionCookie];
      if (cookie === undefined) return null;
      if (isChange(request.method)) checkOrigin(request, origin);
      return options.sessions.read(cookie);
    },
  };
}
