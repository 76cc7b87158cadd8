/** What has to be there before a route can be called with its own example, and which of the example's values stand for it. */
import { CreatedWebhook, HandedOver, SettingsView, TakenWalkIn, WebhookDeliveries } from '@visavis/shared';
import * as v from 'valibot';
import { ensureAdvisor } from '../../services/appointments/advisors.ts';
import type { Db } from '../../services/appointments/database.ts';
import { examples } from '../../services/appointments/openapi-examples/index.ts';
import * as s from '../../services/appointments/openapi-examples/samples.ts';
import { admit, create, hour, minute, sendAsAdvisor } from './appointment-samples.ts';
import type { TestApp } from './appointments-app.ts';
import { asked, bookingPerson, doneWork } from './booking-samples.ts';
import type { TestPortal } from './portal.ts';

export interface Prepared {
  /** Values of the examples, each with the one to use instead. */
  values?: Record<string, string>;
  /** Parts of the body that no example can know: work that was done, the revision that holds. */
  body?: Record<string, unknown>;
}
export interface ExampleWorld {
  test: TestApp;
  portal: TestPortal;
  db: Db;
}
type Prepare = (world: ExampleWorld) => Promise<Prepared>;

/** As the advisor, or throws. */
async function done(test: TestApp, method: 'POST' | 'PUT' | 'GET' | 'DELETE', url: string, body?: unknown) {
  const answer = await sendAsAdvisor(test, method, `/api/v1/${url}`, body);
  if (answer.status >= 300) throw new Error(`${method} ${url} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

const revision: Prepare = async ({ test }) => {
  const { revision } = v.parse(SettingsView, await done(test, 'GET', 'settings'));
  return { body: { revision } };
};

/** The house is set as the examples set it, and offers what they offer. */
export async function setUp(world: ExampleWorld): Promise<void> {
  const { test } = world;
  await done(test, 'PUT', 'offer', examples.Offer);
  await done(test, 'PUT', 'offer/hours', examples.AdvisorHours);
  for (const [url, example] of [
    ['settings', examples.SettingsChange],
    ['texts', examples.TextsChange],
  ] as const) {
    const { body } = await revision(world);
    await done(test, 'PUT', url, { ...v.parse(v.looseObject({}), example), ...body });
  }
}

/** Nobody waits and nothing is asked for, and a minute has passed since the call before. */
export async function tidy({ test, db }: ExampleWorld): Promise<void> {
  for (const table of ['requests', 'appointments', 'walk_ins', 'webhooks']) await db.execute(`delete from ${table}`);
  test.clock.jump(minute);
}

const appointment: Prepare = async ({ test }) => {
  const made = await create(test);
  return { values: { [s.appointment]: made.id, [s.code]: made.dialInCode } };
};

/** An appointment whose guest was let in. */
const visited: Prepare = async ({ test }) => {
  const made = await create(test);
  const { device } = await admit(test, { appointment: made.id, code: made.dialInCode });
  return { values: { [s.appointment]: made.id, [s.device]: device } };
};

const begun: Prepare = async (world) => {
  const prepared = await appointment(world);
  world.test.clock.jump(6 * minute);
  return prepared;
};

/** Wished for by somebody new, who looks like nobody else. */
const request: Prepare = async ({ test }) => {
  const email = `g${test.clock.now()}@example.org`;
  const address = `2001:db8:${(test.clock.now() / minute) & 0xfff}::1`;
  const made = await asked(test, { person: { ...bookingPerson, email } }, address);
  return { values: { [s.request]: made.id, [s.code]: made.code } };
};

const handOver = async ({ test, portal }: ExampleWorld) => ({ [s.token]: await portal.sign(test.clock.now()) });

const waiting: Prepare = async (world) => {
  const token = (await handOver(world))[s.token];
  const answer = await world.test.send('POST', '/api/v1/handover', { token });
  const { walkIn, url } = v.parse(HandedOver, answer.body);
  return { values: { [s.walkIn]: walkIn, [s.secret]: url.split('.').at(-1) ?? '' } };
};

const taken: Prepare = async (world) => {
  await waiting(world);
  const { person } = v.parse(TakenWalkIn, await done(world.test, 'POST', 'walk-ins/next'));
  return { values: { [s.walkIn]: person.id } };
};

/** Nothing may be sent there. */
const receiver = { 'https://crm.example.de': 'https://127.0.0.1' };

const webhook: Prepare = async ({ test }) => {
  const hook = { url: 'https://127.0.0.1/', events: ['appointment.confirmed'] };
  const { id } = v.parse(CreatedWebhook, await done(test, 'POST', 'webhooks', hook));
  return { values: { [s.webhook]: id } };
};

const message: Prepare = async (world) => {
  const { values = {} } = await webhook(world);
  await create(world.test);
  const sent = await done(world.test, 'GET', `webhooks/${values[s.webhook]}/messages`);
  return { values: { ...values, [s.message]: v.parse(WebhookDeliveries, sent).messages[0]?.id ?? '' } };
};

/** Somebody whose appointment is cancelled: one that stands is not erased. */
const person: Prepare = async ({ test }) => {
  const email = `p${test.clock.now()}@example.org`;
  const { id } = await create(test, { guest: { name: s.guest.name, email } });
  await done(test, 'DELETE', `appointments/${id}`);
  return { values: { [s.guest.email]: email } };
};

/** Somebody beside the advisor of programs who has an appointment, and somebody who may take it over. */
const colleagues: Prepare = async ({ test, db }) => {
  for (const [id, name] of [
    ['berger', s.advisor.name],
    ['wolf', 'Herr Wolf'],
  ] as const) {
    await ensureAdvisor(db, { id, name }, test.clock.now());
  }
  const { id } = await create(test, {}, hour);
  await db.execute("update appointments set advisor_id = 'berger'");
  return { values: { [s.appointment]: id } };
};

/** A version of its own for each route. */
const draft =
  (version: string): Prepare =>
  async ({ test }) => {
    await done(test, 'PUT', `terms/${version}`, examples.TermsDraft);
    return { values: { [s.version]: version } };
  };

/** By route. What is missing here answers its example as it stands. */
export const preparations: Record<string, Prepare> = {
  'POST /api/v1/admission': appointment,
  'GET /api/v1/advisors': colleagues,
  'PATCH /api/v1/advisors/{id}': colleagues,
  'GET /api/v1/advisors/{id}/ahead': colleagues,
  'POST /api/v1/advisors/{id}/pass-on': colleagues,
  'GET /api/v1/appointments': appointment,
  'GET /api/v1/appointments/{id}': appointment,
  'PATCH /api/v1/appointments/{id}': appointment,
  'DELETE /api/v1/appointments/{id}': appointment,
  'POST /api/v1/appointments/{id}/companion': appointment,
  'DELETE /api/v1/appointments/{id}/companion': appointment,
  'POST /api/v1/appointments/{id}/outcome': begun,
  'POST /api/v1/appointments/{id}/talk': begun,
  'POST /api/v1/appointments/{id}/ticket': appointment,
  'GET /api/v1/appointments/{id}/letters': appointment,
  'POST /api/v1/appointments/{id}/letters': appointment,
  'POST /api/v1/appointments/{id}/letters/read': appointment,
  'POST /api/v1/desk/ticket': appointment,
  'POST /api/v1/letters': appointment,
  'POST /api/v1/letters/list': appointment,
  'POST /api/v1/letters/read': appointment,
  'POST /api/v1/link': appointment,
  'POST /api/v1/check': visited,
  'POST /api/v1/check/ticket': appointment,
  'POST /api/v1/feedback': visited,
  'POST /api/v1/book/requests': async ({ test }) => ({ body: { work: await doneWork(test) } }),
  'POST /api/v1/book/status': request,
  'POST /api/v1/book/answer': request,
  'GET /api/v1/book/slots': request,
  'GET /api/v1/requests': request,
  'GET /api/v1/requests/{id}/slots': request,
  'POST /api/v1/requests/{id}/answer': request,
  'GET /api/v1/requests/{id}/letters': request,
  'POST /api/v1/requests/{id}/letters': request,
  'POST /api/v1/requests/{id}/letters/read': request,
  'POST /api/v1/handover': async (world) => ({ values: await handOver(world) }),
  'POST /api/v1/walk-in': waiting,
  'POST /api/v1/walk-in/answer': waiting,
  'GET /api/v1/walk-ins': waiting,
  'POST /api/v1/walk-ins/next': waiting,
  'POST /api/v1/walk-ins/{id}/end': taken,
  'GET /api/v1/calendar/{file}': async ({ test }) => {
    const made = v.parse(v.object({ address: v.string() }), await done(test, 'POST', 'calendar', { language: 'de' }));
    return { values: { [`${s.secret}.ics`]: made.address.split('/').at(-1) ?? '' } };
  },
  'POST /api/v1/webhooks': async () => ({ values: receiver }),
  'GET /api/v1/webhooks': webhook,
  'PATCH /api/v1/webhooks/{id}': webhook,
  'DELETE /api/v1/webhooks/{id}': webhook,
  'POST /api/v1/webhooks/{id}/secret': webhook,
  'GET /api/v1/webhooks/{id}/messages': message,
  'POST /api/v1/webhooks/{id}/messages/{message}/resend': message,
  'POST /api/v1/webhooks/{id}/test': webhook,
  'POST /api/v1/session': async ({ test }) => ({
    values: { [s.secret]: (await test.appointments.createSignInLink()).split('=').at(-1) ?? '' },
  }),
  'PUT /api/v1/settings': revision,
  'PUT /api/v1/texts': revision,
  'GET /api/v1/terms/{version}': draft('2027-02'),
  'POST /api/v1/terms/{version}/publish': draft('2027-03'),
  'DELETE /api/v1/terms/{version}': draft('2027-04'),
  'POST /api/v1/people/search': person,
  'POST /api/v1/people/export': person,
  'POST /api/v1/people/erase': person,
};
