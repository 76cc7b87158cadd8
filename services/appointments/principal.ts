/** Who is asking: an advisor by session cookie, a program by API key, or anybody. */
import { VisavisError } from '@visavis/shared';
import type { FastifyRequest } from 'fastify';
import { readAdvisor } from './advisors.ts';
import { type ApiKeys, verifyApiKey } from './api-keys.ts';
import type { Advisor } from './context.ts';
import type { Db } from './database.ts';
import { type Asker, programRoles } from './roles.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import type { AppointmentsSettings } from './settings.ts';

export interface Principals {
  /**
   * Who is behind a request; null for anybody. A wrong `Authorization` is nobody, even beside a good cookie.
   * @throws {VisavisError} `origin-refused`: a cookie came with a change from a page that is not ours
   */
  of(request: FastifyRequest): Promise<Asker | null>;
}

const isChange = (method: string) => method !== 'GET' && method !== 'HEAD';

/** @throws {VisavisError} `origin-refused` when a browser names an origin that is not ours, or names none with a cookie */
export function checkOrigin(request: FastifyRequest, origin: string, cookie: SessionCookie): void {
  const given = request.headers.origin;
  const hasCookie = cookie.read(request) !== undefined;
  if (given === undefined ? hasCookie : given !== origin) {
    throw new VisavisError('origin-refused', 'this origin may not change anything');
  }
}

/** What a page asks by itself, day lists above all, keeps nobody signed in; asking who is signed in does, and so does every change. */
const isUse = (request: FastifyRequest) => isChange(request.method) || request.routeOptions.url === '/api/v1/session';

/** Programs act in the name of `house`, by the name it has now; once it is not active, they keep what needs no advisor. */
async function programOf(db: Db, house: Advisor): Promise<Pick<Asker, 'id' | 'name' | 'roles'>> {
  const { isActive, ...known } = (await readAdvisor(db, house.id)) ?? { ...house, isActive: true };
  return { ...known, roles: isActive ? programRoles : programRoles.filter((role) => role !== 'advisor') };
}

/** `settings.publicUrl` gives the origin that pages have. */
export function createPrincipals(options: {
  db: Db;
  sessions: Sessions;
  cookie: SessionCookie;
  keys: ApiKeys;
  house: Advisor;
  settings: Pick<AppointmentsSettings, 'publicUrl'>;
}): Principals {
  const { origin } = new URL(options.settings.publicUrl);
  return {
    async of(request) {
      const { authorization } = request.headers;
      if (authorization !== undefined) {
        const [, key = ''] = /^Bearer (\S{1,200})$/i.exec(authorization) ?? [];
        const record = await verifyApiKey(options.keys, key);
        return record === null ? null : { ...(await programOf(options.db, options.house)), scopes: record.scopes };
      }
      const cookie = options.cookie.read(request);
      if (cookie === undefined) return null;
      if (isChange(request.method)) checkOrigin(request, origin, options.cookie);
      return options.sessions.read(cookie, isUse(request));
    },
  };
}
