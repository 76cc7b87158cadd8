/** Somebody with a session of their own, of whatever role, who asks as their browser does. */
import type { Role } from '@visavis/shared';
import type { Database } from '../../services/appointments/database.ts';
import { createSessions } from '../../services/appointments/sessions.ts';
import { type TestApp, testSettings } from './appointments-app.ts';
import { pagesUrl } from './oidc-browser.ts';

/** Answers a way to send requests; who has the role `advisor` must be in the book. */
export async function signedIn({ db }: Database, test: TestApp, id: string, roles: Role[]) {
  const sessions = createSessions(db, test.secrets.vault, test.clock, testSettings.sessions);
  const cookie = `__Host-visavis_session=${await sessions.start({ id, name: 'Frau Leitner', roles })}`;
  const headers = { cookie, origin: pagesUrl };
  return (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: unknown, at = test) =>
    at.send(method, url, body, { headers });
}
