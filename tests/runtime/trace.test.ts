/** Traces: off costs nothing and loads nothing, on tells a collector what the list allows, and a collector that is away harms nobody. */
import { readFileSync } from 'node:fs';
import { createHttp, noTrace, openTrace, type Trace } from '@visavis/runtime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OtlpSink, otlpSink } from '../support/otlp-sink.ts';
import { memoryLog } from './memory-log.ts';

let sink: OtlpSink;
let trace: Trace;
const { log, text: logged } = memoryLog('debug');
const open = (ratio = 1) => openTrace({ endpoint: sink.endpoint, ratio, role: 'signalling', log });

beforeEach(async () => {
  sink = await otlpSink();
  trace = await open();
});
afterEach(async () => {
  await trace.close();
  await sink.close();
});

test('is nothing without an endpoint, and nothing of OpenTelemetry is loaded with the runtime', async () => {
  expect(await openTrace({ endpoint: undefined, ratio: 1, role: 'x', log })).toBe(noTrace);
  expect(await noTrace.span('hello', {}, async () => 1)).toBe(1);
  const text = readFileSync(new URL('../../services/runtime/trace-open.ts', import.meta.url), 'utf8');
  const index = readFileSync(new URL('../../services/runtime/index.ts', import.meta.url), 'utf8');
  expect(`${text}${index}`).not.toMatch(/^(import|export) .*(opentelemetry|trace-otel)/m);
  expect(text).toContain("await import('./trace-otel.ts')");
});

test('nests what happens within a span, and tells its result', async () => {
  const answer = await trace.span('hello', { 'visavis.by': 'ticket' }, async (span) => {
    await trace.within('store', { 'visavis.operation': 'take' }, async () => {});
    span.set({ 'visavis.result': 'seated' });
    return 'in';
  });
  await trace.close();
  expect(answer).toBe('in');
  const [store, hello] = sink.spans();
  expect(hello).toMatchObject({
    name: 'hello',
    service: 'visavis-signalling',
    fields: { 'visavis.by': 'ticket', 'visavis.result': 'seated' },
    isFailed: false,
  });
  expect(store).toMatchObject({ name: 'store', trace: hello?.trace, parent: hello?.id });
});

test('makes no span of its own for what runs within none', async () => {
  await trace.within('store', { 'visavis.operation': 'renew' }, async () => {});
  await trace.close();
  expect(sink.spans()).toEqual([]);
});

test('passes a failure on, and tells its kind but none of its words', async () => {
  const failing = trace.span('store', {}, () => Promise.reject(new RangeError('room of Erika Mustermann')));
  await expect(failing).rejects.toThrow('Erika');
  await trace.close();
  expect(sink.spans()).toMatchObject([{ isFailed: true, fields: { 'error.type': 'RangeError' } }]);
  expect(sink.raw()).not.toContain('Erika');
});

test('lets nothing through that is not on the list', async () => {
  const fields = { 'http.route': '/j', name: 'Erika', 'http.url': '/j#secret' };
  await trace.span('http', fields, async (span) => span.set({ ...fields, ticket: 'abc' } as never));
  await trace.close();
  expect(sink.spans().map((span) => span.fields)).toEqual([{ 'http.route': '/j' }]);
});

test('continues the trace of a request, by its pattern and status, without address, path or query', async () => {
  const app = createHttp({ log, trace });
  app.get('/api/v1/appointments/:id', async () => {
    await trace.within('store', {}, async () => {});
    return trace.headers();
  });
  app.get('/broken', async () => {
    throw new Error('x');
  });
  app.get('/health/live', async () => ({}));
  const headers = {
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    'user-agent': 'Curious/1.0',
    cookie: 'session=geheim',
  };
  const answer = await app.inject({
    url: '/api/v1/appointments/abcdef?name=Erika',
    headers,
    remoteAddress: '192.0.2.77',
  });
  for (const url of ['/broken', '/health/live']) await app.inject({ url });
  await app.close();
  await trace.close();
  const spans = sink.spans();
  const request = spans.find(({ fields }) => fields['http.route'] === '/api/v1/appointments/:id');
  expect(request).toMatchObject({
    trace: '0af7651916cd43dd8448eb211c80319c',
    parent: 'b7ad6b7169203331',
    fields: { 'http.request.method': 'GET', 'http.response.status_code': '200' },
  });
  expect(answer.json()).toEqual({ traceparent: `00-${request?.trace}-${request?.id}-01` });
  expect(spans.find(({ name }) => name === 'store')).toMatchObject({ parent: request?.id });
  expect(spans.find(({ fields }) => fields['http.route'] === '/broken')).toMatchObject({ isFailed: true });
  expect(spans).toHaveLength(3);
  for (const secret of ['192.0.2.77', 'abcdef', 'Erika', 'geheim', 'Curious']) expect(sink.raw()).not.toContain(secret);
});

test('keeps the share of traces that was asked for, whatever a caller wishes', async () => {
  const none = await open(0);
  const app = createHttp({ log, trace: none });
  app.get('/', async () => ({}));
  await app.inject({ url: '/', headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
  await app.close();
  await none.close();
  expect(sink.spans()).toEqual([]);
});

test('a collector that refuses costs a line in the log and nothing else', async () => {
  sink.answer(400);
  expect(await trace.span('hello', {}, async () => 'in')).toBe('in');
  await trace.close();
  expect(logged().match(/traces not taken/g)).toHaveLength(1);
  expect(logged()).not.toContain('127.0.0.1');
});
