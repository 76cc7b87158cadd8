/** Answers of every service: errors in one shape, an incident code that the log has too, no word of an inner fault. */
import { createHttp, createLog } from '@visavis/runtime';
import { VisavisError } from '@visavis/shared';
import { expect, it } from 'vitest';
import { linesOf, memoryLog } from './memory-log.ts';

function app(log = createLog({ level: 'silent', role: 'test' })) {
  const http = createHttp({ log, bodyLimitBytes: 100 });
  http.get('/busy', async () => {
    throw new VisavisError('too-many', 'five tries', { retryAfterMs: 1_500 });
  });
  http.get('/fault', async () => {
    throw new Error('select * from guests where name = Käthe');
  });
  http.get('/person/:id', async () => ({ fine: true }));
  http.post('/body', async (request) => request.body);
  return http;
}

it('answers an error of the house with its status, code and the time to wait', async () => {
  const answer = await app().inject({ url: '/busy' });
  expect(answer.statusCode).toBe(429);
  expect(answer.headers).toMatchObject({ 'retry-after': '2', 'cache-control': 'no-store' });
  expect(answer.json()).toEqual({
    error: {
      code: 'too-many',
      message: 'five tries',
      retryAfterMs: 1500,
      incident: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
    },
  });
});

it('says nothing of an inner fault, to the other side or to the log, but the incident code joins both', async () => {
  const { log, text } = memoryLog('debug');
  const answer = await app(log).inject({ url: '/fault' });
  expect(answer.statusCode).toBe(500);
  expect(answer.json().error).toMatchObject({ code: 'internal', message: 'internal error' });
  expect(text() + answer.body).not.toMatch(/select|Käthe/);
  const failed = linesOf(text()).find(({ msg }) => msg === 'request failed');
  expect(failed).toMatchObject({ kind: 'Error', status: 500, incident: answer.json().error.incident });
});

it('says at the usual level which refusal a person may ask about, and nothing of visits that nobody is told of', async () => {
  const { log, text } = memoryLog('info');
  const refused = await app(log).inject({ url: '/busy' });
  await app(log).inject({ url: '/nowhere' });
  const { incident } = refused.json().error;
  expect(linesOf(text())).toMatchObject([{ msg: 'request refused', code: 'too-many', status: 429, incident }]);
});

it.each([
  ['an unknown page', { url: '/nowhere' }, 404, 'not-found'],
  ['another method', { url: '/busy', method: 'DELETE' as const }, 404, 'not-found'],
  [
    'JSON that is none',
    { url: '/body', method: 'POST' as const, payload: '{', headers: { 'content-type': 'application/json' } },
    400,
    'bad-request',
  ],
  [
    'an unknown kind of body',
    { url: '/body', method: 'POST' as const, payload: 'x', headers: { 'content-type': 'text/x' } },
    400,
    'bad-request',
  ],
  [
    'a body too large',
    { url: '/body', method: 'POST' as const, payload: { text: 'x'.repeat(200) } },
    413,
    'body-too-large',
  ],
  ['a path that is no text', { url: '/person/%ff' }, 400, 'bad-request'],
  ['a parameter too long', { url: `/person/${'x'.repeat(200)}` }, 404, 'not-found'],
] as const)('answers %s in the same shape', async (_what, request, status, code) => {
  const answer = await app().inject(request);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ error: { code, incident: expect.any(String) } });
});

it('hardens every answer, errors too', async () => {
  for (const url of ['/person/1', '/nowhere', '/fault', '/person/%ff']) {
    expect((await app().inject({ url })).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
    });
  }
});

it('logs the pattern of a route and never the address that was asked for', async () => {
  const { log, text } = memoryLog('debug');
  await app(log).inject({ url: '/person/4711?name=kaethe' });
  expect(linesOf(text())).toContainEqual(expect.objectContaining({ route: '/person/:id', method: 'GET', status: 200 }));
  expect(text()).not.toMatch(/4711|kaethe/);
});

/** Whose request it is to a server that trusts these proxies: as routes see it, and as those do who are not asked by a route. */
const addressesOf = async (trustedProxies: string[], forwarded: string): Promise<{ ip: string; told: string }> => {
  const http = createHttp({ log: createLog({ level: 'silent', role: 'test' }), trustedProxies });
  http.get('/', async ({ ip, raw }) => ({ ip, told: http.clientAddress(raw) }));
  return (await http.inject({ url: '/', headers: { 'x-forwarded-for': forwarded } })).json();
};

it('believes a forwarded address of a trusted proxy only', async () => {
  const ask = async (trustedProxies: string[]) => (await addressesOf(trustedProxies, '203.0.113.9')).ip;
  expect(await ask([])).toBe('127.0.0.1');
  expect(await ask(['10.0.0.0/8'])).toBe('127.0.0.1');
  expect(await ask(['127.0.0.1'])).toBe('203.0.113.9');
});

it('says outside of routes whose request it is as it does in them', async () => {
  const proxies = [[], ['127.0.0.1'], ['10.0.0.0/8'], ['127.0.0.0/8', '10.0.0.0/8'], ['::1', '127.0.0.1']];
  const lines = [
    '203.0.113.9',
    '203.0.113.9, 10.1.2.3',
    '198.51.100.7, 203.0.113.9',
    ' 2001:db8::7 ',
    'nobody',
    ',',
    '',
  ];
  for (const trusted of proxies) {
    for (const forwarded of lines) {
      const { ip, told } = await addressesOf(trusted, forwarded);
      expect({ trusted, forwarded, told }).toEqual({ trusted, forwarded, told: ip });
    }
  }
});
