/** The OpenAPI document against the service that serves it: every route, every schema, every reference. */
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiTypes } from '../../scripts/openapi-types.ts';
import { examples } from '../../services/appointments/openapi-examples/index.ts';
import { namedSchemas } from '../../services/appointments/openapi-schemas.ts';
import * as advisors from '../../shared/advisors.ts';
import * as api from '../../shared/api.ts';
import * as appointment from '../../shared/appointment.ts';
import * as booking from '../../shared/booking.ts';
import * as calendarFeed from '../../shared/calendar-feed.ts';
import * as companion from '../../shared/companion.ts';
import * as houseRules from '../../shared/house-rules.ts';
import * as letters from '../../shared/letters.ts';
import * as offer from '../../shared/offer.ts';
import * as people from '../../shared/people.ts';
import * as retention from '../../shared/retention.ts';
import * as session from '../../shared/session.ts';
import * as statistics from '../../shared/statistics.ts';
import * as walkIn from '../../shared/walk-in.ts';
import * as webhooks from '../../shared/webhooks.ts';
import {
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
  testClock,
} from '../support/appointments-app.ts';
import { callByExamples, exampleNow } from '../support/openapi-calls.ts';
import { startPortal, type TestPortal } from '../support/portal.ts';

const Operation = v.object({
  summary: v.pipe(v.string(), v.minLength(5)),
  security: v.optional(v.array(v.unknown())),
  parameters: v.array(v.object({ name: v.string(), in: v.picklist(['path', 'query']), required: v.boolean() })),
  requestBody: v.optional(v.object({ required: v.literal(true), content: v.unknown() })),
  responses: v.record(v.string(), v.object({ description: v.string() })),
});
const Document = v.object({
  openapi: v.literal('3.1.0'),
  servers: v.tuple([v.object({ url: v.literal('https://video.example.de') })]),
  paths: v.record(v.string(), v.record(v.string(), Operation)),
  components: v.object({
    schemas: v.record(v.string(), v.record(v.string(), v.unknown())),
    examples: v.record(v.string(), v.object({ value: v.unknown() })),
  }),
});

/** What the interface names that is only a part of other schemas. */
const parts = [
  ...['Moment', 'Language', 'CheckMark', 'CheckResult', 'AppointmentStatus', 'MailStatus', 'MailDraft'],
  ...['Day', 'TimeOfDay', 'ServiceId', 'ServiceOffer', 'SlotQuestion', 'Holiday', 'HolidayNames', 'HolidayRegion'],
  ...[
    'RequestId',
    'IdempotencyKey',
    'RequestStatus',
    'BookingPerson',
    'DeclineReason',
    'Outcome',
    'Letter',
    'LetterText',
  ],
  ...['OwnSettings', 'HouseTexts', 'HouseChange', 'TermsVersion', 'TermsTexts', 'TermsState', 'TermsEntry'],
  ...['Companion', 'CompanionKind', 'ExpectedCompanion', 'Role', 'SignInFailure', 'PersonKey'],
  ...['Bundle', 'StatisticsQuestion', 'AdvisorId', 'AheadItem'],
  ...['WebhookEvent', 'WebhookId', 'WebhookMessageId', 'WebhookUrl'],
  ...['WalkInId', 'WalkInSecret', 'WalkInPhase', 'WalkInPerson', 'HandOverClaims'],
];

describe('the OpenAPI document', () => {
  let database: TestDatabase;
  let portal: TestPortal;
  let test: TestApp;
  let document: v.InferOutput<typeof Document>;
  let text: string;
  const routes: string[] = [];
  beforeAll(async () => {
    const audience = 'https://video.example.de';
    [database, portal] = await Promise.all([openTestDatabase('pglite'), startPortal(audience)]);
    const clock = testClock();
    clock.jump(exampleNow - clock.now());
    const settings = { portal: { issuer: portal.issuer, jwksUrl: portal.jwksUrl, audience } };
    test = await startAppointments(database.database, { clock, settings });
    const answer = await test.send('GET', '/api/openapi.json');
    text = answer.text;
    document = v.parse(Document, answer.body);
    const tree = test.app.printRoutes({ commonPrefix: false });
    let path: string[] = [];
    for (const line of tree.split('\n')) {
      const [, indent = '', piece = '', methods = ''] = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)/.exec(line) ?? [];
      if (piece === '') continue;
      path = [...path.slice(0, indent.length / 4), piece];
      for (const method of methods.split(', ')) routes.push(`${method} ${path.join('').replace(/:(\w+)/g, '{$1}')}`);
    }
  }, 60_000);
  afterAll(async () => {
    await test?.close();
    await Promise.all([database?.close(), portal?.close()]);
  });

  it('names every route that is served, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = routes.filter((route) => !route.includes('/health/') && !route.startsWith('HEAD'));
    expect(described.toSorted()).toEqual(served.toSorted());
    expect(described.length).toBeGreaterThan(40);
  });

  it('holds every schema of the interface', () => {
    const schemas = Object.entries({
      ...advisors,
      ...api,
      ...appointment,
      ...offer,
      ...booking,
      ...calendarFeed,
      ...companion,
      ...houseRules,
      ...letters,
      ...people,
      ...retention,
      ...session,
      ...statistics,
      ...walkIn,
      ...webhooks,
    })
      .filter(([, one]) => typeof one === 'object' && one !== null && 'kind' in one && one.kind === 'schema')
      .map(([name]) => name);
    const whole = schemas.filter((name) => !parts.includes(name));
    expect(Object.keys(namedSchemas).toSorted()).toEqual([...whole, 'Jwks'].toSorted());
    expect(Object.keys(document.components.schemas).toSorted()).toEqual([...whole, 'Jwks'].toSorted());
    for (const schema of Object.values(document.components.schemas)) {
      expect(JSON.stringify(schema)).toMatch(/"type":"object"|"properties"/);
    }
  });

  it('is what the typed client was made from, and what has no type is refused', async () => {
    const types = openApiTypes(JSON.parse(text));
    await expect(types).toMatchFileSnapshot('../../clients/api/openapi.d.ts');
    const odd = JSON.parse(text.replace('"type":"string"', '"type":"text"'));
    expect(() => openApiTypes(odd)).toThrow('no type for');
  });

  it('shows an example of everything that goes over it, and each is what its schema says', () => {
    const named = Object.keys(namedSchemas).filter((name) => name !== 'ErrorAnswer');
    expect(Object.keys(document.components.examples).toSorted()).toEqual(named.toSorted());
    const wrong = named.flatMap((name) => {
      const schema = namedSchemas[name];
      const read = schema && v.safeParse(schema, examples[name]);
      return read?.success ? [] : [[name, read?.issues.map(({ message }) => message)]];
    });
    expect(wrong).toEqual([]);
    const bodies = [
      ...text.matchAll(/"(examples?|schema)":\{"(?:one":\{")?\$ref":"#\/components\/(schemas|examples)\/(\w+)"/g),
    ];
    const shown = (kind: string) =>
      bodies.filter(([, , place, name]) => place === kind && name !== 'ErrorAnswer').map(([, , , name]) => name);
    expect(shown('examples')).toEqual(shown('schemas'));
    const refusals = [...text.matchAll(/"value":(\{"error":\{"code":"[^}]+\}\})/g)].map(([, one = '']) =>
      JSON.parse(one),
    );
    expect(refusals.length).toBeGreaterThan(100);
    for (const one of refusals) v.parse(api.ErrorAnswer, one);
  });

  it('shows examples that every route answers as it says', async () => {
    const { db } = database.database;
    const { called, wrong } = await callByExamples({ test, portal, db }, JSON.parse(text));
    expect(wrong).toEqual([]);
    expect(called).toBe(routes.filter((route) => !route.includes('/health/') && !route.startsWith('HEAD')).length);
  }, 120_000);

  it('refers to nothing that is not there', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference);
    expect(references.length).toBeGreaterThan(40);
    for (const reference of references) {
      const [, kind = '', name = ''] = /^#\/components\/(schemas|examples)\/(\w+)$/.exec(reference) ?? [];
      expect({ ...(kind === 'examples' ? document.components.examples : document.components.schemas) }).toHaveProperty(
        name,
      );
    }
  });

  it('says of every route what it may refuse, and who may ask', () => {
    for (const methods of Object.values(document.paths)) {
      for (const operation of Object.values(methods)) expect(operation.responses).toHaveProperty('500');
    }
    expect(document.paths['/api/v1/admission']?.post?.security).toEqual([]);
    expect(document.paths['/api/v1/admission']?.post?.responses).toHaveProperty('403');
    const security = [{ key: ['appointments:write'] }, { session: [] }];
    expect(document.paths['/api/v1/appointments']?.post?.security).toEqual(security);
    expect(document.paths['/api/v1/appointments/{id}']?.get?.parameters).toMatchObject([{ name: 'id', in: 'path' }]);
  });
});
