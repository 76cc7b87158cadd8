/** Runs of the caller: what becomes of the appointment, and what is told when not even a call can begin. */
import { createServer } from 'node:http';
import { createLog } from '@visavis/runtime';
import { type CallerParts, createCaller } from '@visavis/synthetic';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppointmentBook, BookRefused, openBook } from '../../services/synthetic/appointment-book.ts';
import { isGood, lineOf } from '../../services/synthetic/results.ts';

/** A book in memory, and browsers whose contexts cannot be opened. */
function make(changes: Partial<CallerParts> = {}) {
  const made: string[] = [];
  const cancelled: string[] = [];
  const world = { now: Date.parse('2026-11-22T10:00:00Z'), day: '2026-11-22', launched: 0, closed: 0 };
  const book: AppointmentBook = {
    make: async () => {
      const id = `appointment ${made.length + 1}`;
      made.push(id);
      return { id, name: id, joinLink: 'https://a.test/j#x' };
    },
    cancel: async ({ id }) => void cancelled.push(id),
    today: async () => world.day,
  };
  const browser = {
    newContext: () => Promise.reject(new Error('no context here')),
    close: async () => void world.closed++,
  };
  const caller = createCaller({
    url: 'https://a.test',
    key: 'vv_key',
    paths: ['direct', 'relay-udp'],
    patienceMs: 1_000,
    book,
    launch: async () => {
      world.launched += 1;
      return browser as never;
    },
    now: () => world.now,
    log: createLog({ level: 'silent', role: 'synthetic' }),
    ...changes,
  });
  return { caller, made, cancelled, world, book };
}

describe('a run', () => {
  it('tells of every path where it ended, with a code, and closes its browser', async () => {
    const { caller, world } = make();
    const results = await caller.run();
    expect(results).toEqual([
      { path: 'direct', outcome: 'failed', step: 'browser', incident: expect.stringMatching(/^[0-9A-Z]{8}$/) },
      { path: 'relay-udp', outcome: 'failed', step: 'browser', incident: expect.stringMatching(/^[0-9A-Z]{8}$/) },
    ]);
    expect([world.launched, world.closed, isGood(results)]).toEqual([1, 1, false]);
  });

  it('makes a new appointment after every failed call, and cancels each', async () => {
    const { caller, made, cancelled } = make();
    await caller.run();
    await caller.close();
    expect(cancelled).toEqual(made);
    expect(made).toHaveLength(2);
  });

  it('keeps one appointment for two and a half hours of one day', async () => {
    const { caller, made, cancelled, world } = make({ paths: [] });
    for (const minutes of [1, 100, 49]) {
      await caller.run();
      world.now += minutes * 60_000;
    }
    expect(made).toHaveLength(1);
    world.now += 60_000;
    await caller.run();
    expect([made.length, cancelled.length]).toEqual([2, 1]);
    world.day = '2026-11-23';
    await caller.run();
    expect(cancelled).toEqual(made.slice(0, 2));
    await caller.close();
  });

  it('tells the code of the service when that refuses the appointment', async () => {
    const { book } = make();
    const refused = { ...book, make: () => Promise.reject(new BookRefused(401, '7QK3M9XT')) };
    const { caller, world } = make({ book: refused });
    const results = await caller.run();
    expect(results[0]).toEqual({ path: 'direct', outcome: 'failed', step: 'appointment', incident: '7QK3M9XT' });
    expect(world.launched).toBe(0);
    expect(results.map(lineOf)[0]).toBe('direct    FAILED   no appointment could be made (incident 7QK3M9XT)');
  });

  it('tells that no browser could be started', async () => {
    const { caller } = make({ launch: () => Promise.reject(new Error('no such file')) });
    expect(await caller.run()).toMatchObject([{ step: 'browser' }, { step: 'browser' }]);
  });
});

describe('the appointment book', () => {
  it('says who asks, and reads the code of a refusal', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'not-signed-in', message: 'x', incident: '7QK3M9XT' } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const book = openBook(`http://127.0.0.1:${port}`, 'vv_key', 5_000, Date.now);
    await expect(book.make()).rejects.toMatchObject({ name: 'BookRefused', incident: '7QK3M9XT' });
    await book.cancel({ id: 'one', name: '', joinLink: '' });
    expect(asked).toEqual(['POST /api/v1/appointments Bearer vv_key', 'DELETE /api/v1/appointments/one Bearer vv_key']);
  });

  it('tells of silence as such', async () => {
    const book = openBook('http://127.0.0.1:1', 'vv_key', 5_000, Date.now);
    await expect(book.today()).rejects.toMatchObject({ name: 'BookRefused', incident: undefined });
  });
});

describe('the verdict', () => {
  const ok = { path: 'direct', outcome: 'ok', seconds: { enter: 1.94, line: 0.4, picture: 0.3, whole: 2.64 } } as const;
  const skipped = { path: 'relay-tls', outcome: 'skipped' } as const;

  it('is good when a path worked and none failed', () => {
    expect(isGood([ok, skipped])).toBe(true);
    expect(isGood([skipped])).toBe(false);
    expect(isGood([ok, { path: 'relay-udp', outcome: 'failed', step: 'line', incident: 'x' }])).toBe(false);
  });

  it('is a line for each path', () => {
    expect([ok, skipped].map(lineOf)).toEqual([
      'direct    ok       entered 1.9 s, line 0.4 s, pictures 0.3 s, whole 2.6 s',
      'relay-tls skipped  no such relay is configured',
    ]);
  });
});
