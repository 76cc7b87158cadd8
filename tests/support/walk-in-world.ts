/** Two instances of the appointments service on one PostgreSQL, a portal, and both sides of the queue in short words. */
import { HandedOver, TakenWalkIn, WalkIn, WalkInQueue, WebhookMessage, webhookEvents } from '@visavis/shared';
import type { JWTPayload } from 'jose';
import * as v from 'valibot';
import { ensureAdvisor } from '../../services/appointments/advisors.ts';
import { createSecrets } from '../../services/appointments/secrets.ts';
import { hour, sendAsAdvisor } from './appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from './appointments-app.ts';
import { setOffer } from './booking-samples.ts';
import { startPortal, type TestPortal } from './portal.ts';
import { signedIn } from './signed-in.ts';

export const walkInUrl = 'https://video.example.de';
export const always = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  exceptions: [],
  services: null,
};

export type WalkInWorld = Awaited<ReturnType<typeof openWalkInWorld>>;

/** Both instances share secrets and clock. */
export async function openWalkInWorld() {
  const [database, portal] = await Promise.all([openTestDatabase('postgres'), startPortal(walkInUrl)]);
  const { issuer, jwksUrl } = portal;
  const key = `${'A'.repeat(42)}E`;
  const secrets = createSecrets({ dataKey: key, codePepper: key });
  const settings = { portal: { issuer, jwksUrl, audience: walkInUrl } };
  const test = await startAppointments(database.database, { settings, secrets });
  const other = await startAppointments(database.database, { settings, secrets, clock: test.clock });
  const guests = guestSide(test, portal);
  const advisors = advisorSide(test);
  return {
    database,
    portal,
    test,
    other,
    ...guests,
    ...advisors,
    ...receiverSide(test, database),
    /** Somebody who came and was taken. */
    async taken() {
      const guest = await guests.arrive();
      return { guest, ...v.parse(TakenWalkIn, (await advisors.take()).body) };
    },
    /** Another advisor, at the other instance: how they take the next one. */
    async colleague() {
      await ensureAdvisor(database.database.db, { id: 'weber', name: 'Frau Weber' }, test.clock.now());
      const asWeber = await signedIn(database.database, other, 'weber', ['advisor']);
      return () => asWeber('POST', '/api/v1/walk-ins/next');
    },
    /** Nobody waits any more, and the service is open. */
    async begin() {
      test.clock.jump(hour);
      for (const table of ['walk_ins', 'walk_in_duty', 'used_once', 'appointments', 'webhooks']) {
        await database.database.db.execute(`delete from ${table}`);
      }
      await setOffer(test, { hours: always });
    },
    async close() {
      await test.close();
      await other.close();
      await portal.close();
      await database.close();
    },
  };
}

/** What integrators hear. */
function receiverSide(test: TestApp, database: TestDatabase) {
  return {
    /** Somebody wants to hear of everything. Nothing may be sent to that address: it stays where it was written down. */
    async listen() {
      const hook = { url: 'https://127.0.0.1/hook', events: webhookEvents };
      const made = await sendAsAdvisor(test, 'POST', '/api/v1/webhooks', hook);
      if (made.status !== 201) throw new Error(`webhook answered ${made.status}: ${made.text}`);
    },
    /** What receivers of webhooks are to be told, in the order in which it happened. */
    async told() {
      const query = 'select body from webhook_messages order by created_at';
      const { rows } = (await database.database.db.execute(query)) as unknown as { rows: { body: string }[] };
      return rows.map(({ body }) => v.parse(WebhookMessage, JSON.parse(body)));
    },
  };
}

function guestSide(test: TestApp, portal: TestPortal) {
  const handOver = (token: string, app = test) => app.send('POST', '/api/v1/handover', { token });
  const signed = (claims?: JWTPayload, own?: Parameters<TestPortal['sign']>[2]) =>
    portal.sign(test.clock.now(), claims, own);
  return {
    handOver,
    signed,
    /** Somebody who waits: what their page knows, and asks. */
    async arrive(claims?: JWTPayload) {
      const answer = await handOver(await signed(claims));
      if (answer.status !== 201) throw new Error(`hand-over answered ${answer.status}: ${answer.text}`);
      const { url: link, walkIn } = v.parse(HandedOver, answer.body);
      const mine = { walkIn, secret: link.split('.').at(-1) ?? '' };
      return {
        link,
        mine,
        ask: async () => v.parse(WalkIn, (await test.send('POST', '/api/v1/walk-in', mine)).body),
        decide: (decision: object) => test.send('POST', '/api/v1/walk-in/answer', { ...mine, ...decision }),
      };
    },
  };
}

const advisorSide = (test: TestApp) => ({
  /** What a page of the advisor's shows each time that one says so, or (undefined) only that it is there. */
  async says(...all: (boolean | undefined)[]) {
    const shown: boolean[] = [];
    for (const isFree of all) {
      const answer = await sendAsAdvisor(test, 'PUT', '/api/v1/walk-ins/duty', { isFree, isTalking: false });
      shown.push(v.parse(WalkInQueue, answer.body).isFree);
    }
    return shown;
  },
  queue: async () => v.parse(WalkInQueue, (await sendAsAdvisor(test, 'GET', '/api/v1/walk-ins')).body),
  take: (app = test) => sendAsAdvisor(app, 'POST', '/api/v1/walk-ins/next'),
  end: (id: string, as: 'over' | 'called') => sendAsAdvisor(test, 'POST', `/api/v1/walk-ins/${id}/end`, { as }),
  /** Without `isFree` only that the page is there. */
  duty: (isFree?: boolean, isTalking = false) =>
    sendAsAdvisor(test, 'PUT', '/api/v1/walk-ins/duty', { isFree, isTalking }),
});
