/** What the advisor's page asks for on a connection that died: it is given up in time where asking again does no harm. */
import type { NewAppointment } from '@visavis/shared';
import { ApiError, answerWithinMs, type Fetch } from '@visavis/ui';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Api, makeApi } from '../../clients/advisor/api.ts';
import { makeWalkInApi } from '../../clients/advisor/walk-ins/walk-in-api.ts';
import { createApi } from '../../clients/guest/api.ts';
import { createApi as createWaitApi } from '../../clients/guest/wait/api.ts';

let deadlines: { afterMs: number; end: () => void }[] = [];
beforeEach(() => {
  deadlines = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((afterMs) => {
    const controller = new AbortController();
    deadlines.push({ afterMs, end: () => controller.abort(new DOMException('late', 'TimeoutError')) });
    return controller.signal;
  });
});
afterEach(() => void vi.restoreAllMocks());

/** Answers never, and ends when it is told to, as a browser does. */
const dead: Fetch = (_path, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

const id = 'A'.repeat(22);

describe('on a dead connection', () => {
  it.each<[string, (api: Api) => Promise<unknown>]>([
    ['a ticket for the room', (api) => api.roomTicket(id, id, undefined)],
    ['a ticket for the desk', (api) => api.deskTicket(id, undefined)],
    ["a companion's link", (api) => api.withdrawCompanion(id)],
    ['the day', (api) => api.appointments(0, 1)],
    ['who is signed in', (api) => api.session()],
  ])('%s is given up after ten seconds', async (_what, ask) => {
    const asked = ask(makeApi(dead));
    expect(deadlines.map(({ afterMs }) => afterMs)).toEqual([10_000]);
    for (const { end } of deadlines) end();
    await expect(asked).rejects.toMatchObject({ name: ApiError.name, code: 'unavailable' });
  });

  it('the next person of the queue, and what guests ask for, are given up alike', async () => {
    const asked = [
      makeWalkInApi(dead).next(),
      createApi(dead).organisation(),
      createApi(dead).link({ appointment: id }),
      createWaitApi(dead).organisation(),
    ];
    expect(deadlines.map(({ afterMs }) => afterMs)).toEqual(asked.map(() => answerWithinMs));
    for (const { end } of deadlines) end();
    for (const one of await Promise.allSettled(asked)) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    }
  });

  it('what must not be done twice is waited for', () => {
    const api = makeApi(dead);
    void api.create({} as NewAppointment);
    void api.signIn('once');
    expect(deadlines).toEqual([]);
  });
});
