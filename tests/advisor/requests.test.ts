/** The advisor's requests without a browser: kept fresh, told once, answered, and what is said when somebody was faster. */
import type { AdvisorRequest } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import type { Parts } from '../../clients/advisor/parts.ts';
import { overtakenWords } from '../../clients/advisor/requests/answer-words.ts';
import { byDay, checkChoice } from '../../clients/advisor/requests/proposal.ts';
import { RequestStore, refreshEveryMs, waitingFor } from '../../clients/advisor/requests/request-store.ts';
import { de } from '../../clients/advisor/requests/texts/de.ts';
import { en } from '../../clients/advisor/requests/texts/en.ts';
import { ApiError } from '../../clients/ui/api-request.ts';
import { sampleRequest } from '../browser/harness/booking-samples.ts';

const soon = sampleRequest('Erika', 'Soon', '2026-11-25T10:00:00Z', { expiresAt: '2026-11-24T10:00:00Z' });
const late = sampleRequest('Heinz', 'Late', '2026-11-26T10:00:00Z', { expiresAt: '2026-11-25T10:00:00Z' });

function surroundings(first: AdvisorRequest[]) {
  const world = { list: first, fails: undefined as ApiError | undefined, ticks: new Map<number, () => void>() };
  const parts = {
    booking: {
      requests: async () => {
        if (world.fails) throw world.fails;
        return { requests: world.list, now: 0 };
      },
      offer: async () => {
        throw new ApiError('forbidden');
      },
    },
    clock: {
      every: (period: number, task: () => void) => {
        world.ticks.set(period, task);
        return () => void world.ticks.delete(period);
      },
    },
  } as unknown as Parts;
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { world, store: new RequestStore(parts), settled };
}

describe('the list of requests', () => {
  it('puts the first to expire first, and keeps what has ended apart', async () => {
    const declined = sampleRequest('Paul', 'Gone', '2026-11-24T10:00:00Z', { status: 'declined' });
    const { store, settled } = surroundings([late, declined, soon]);
    await settled();
    expect(store.view).toMatchObject({ list: 'ready', open: [soon, late], ended: [declined] });
  });

  it('tells of a request that comes in while the page is open, once, and of none that was there', async () => {
    const { world, store, settled } = surroundings([soon]);
    await settled();
    expect(store.view.arrived).toBe(0);
    world.list = [soon, late];
    world.ticks.get(refreshEveryMs)?.();
    await settled();
    expect(store.view.arrived).toBe(1);
    world.ticks.get(refreshEveryMs)?.();
    await settled();
    expect(store.view.arrived).toBe(1);
  });

  it('shows what was answered at once, and stays on the page when a refresh fails', async () => {
    const { world, store, settled } = surroundings([soon, late]);
    await settled();
    world.fails = new ApiError('unavailable');
    store.put({ ...soon, status: 'confirmed' });
    await settled();
    expect(store.view.list).toBe('ready');
    expect(store.view.open).toEqual([late]);
    expect(surroundings([]).store.view.list).toBe('loading');
  });

  it('asks nothing any more once it is closed', async () => {
    const { world, store } = surroundings([soon]);
    store.close();
    expect(world.ticks.size).toBe(0);
  });

  it('counts as waiting only what waits for the advisor', () => {
    expect(waitingFor([soon, { ...late, status: 'proposed' }])).toEqual([soon]);
  });
});

describe('another time', () => {
  const place = { zone: 'Europe/Berlin', now: Date.parse('2026-11-24T09:00:00Z'), wished: soon.startsAt };

  it('is one of the free ones, or typed as the organisation’s clocks show it', () => {
    expect(checkChoice({ kind: 'slot', startsAt: late.startsAt }, place)).toEqual({ startsAt: late.startsAt });
    expect(checkChoice({ kind: 'own', day: '2026-11-25', time: '14:30' }, place)).toEqual({
      startsAt: '2026-11-25T13:30:00Z',
    });
  });

  it.each([
    ['nothing was chosen', { kind: 'none' }, 'missing'],
    ['nothing was typed', { kind: 'own', day: '', time: '' }, 'missing'],
    ['the hour is skipped by the clocks', { kind: 'own', day: '2027-03-28', time: '02:30' }, 'notATime'],
    ['it is over', { kind: 'own', day: '2026-11-24', time: '09:59' }, 'past'],
    ['it is the very time that was wished for', { kind: 'slot', startsAt: soon.startsAt }, 'same'],
  ] as const)('is refused when %s', (_what, choice, problem) => {
    expect(checkChoice(choice, place)).toEqual({ problem });
  });

  it('stands under its day', () => {
    const slots = ['2026-11-25T08:00:00Z', '2026-11-25T09:00:00Z', '2026-11-26T08:00:00Z'];
    const days = byDay(slots, (at) => new Date(at).toISOString().slice(0, 10));
    expect(days.map(({ slots: found }) => found.length)).toEqual([2, 1]);
  });
});

describe('an answer that came too late', () => {
  it.each(['expired', 'cancelled', 'confirmed', 'declined', 'proposed'] as const)(
    'is told in words of its own when the request is %s, in both languages',
    (status) => {
      const words = overtakenWords('confirm', 'Erika Soon', { status }, de).text;
      expect(words).toContain('Erika Soon');
      expect(words).not.toBe(overtakenWords('confirm', 'Erika Soon', { status: 'held' }, de).text);
      expect(overtakenWords('confirm', 'Erika Soon', { status }, en).text).not.toBe(words);
    },
  );

  it('asks for another time when the proposed one is taken', () => {
    expect(overtakenWords('propose', 'Erika', { status: 'requested' }, de).text).toBe(de.overtaken.taken);
    expect(overtakenWords('propose', 'Erika', undefined, de).text).toBe(de.overtaken.changed('Erika'));
  });
});
