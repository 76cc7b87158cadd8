/** What there is to tell of a call, decided on views alone: results by cause, figures, once each. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newSurroundings, snapshotOf } from '../../clients/call/call-snapshot.ts';
import { newCall } from '../../clients/call/call-state.ts';
import type { CallDetails, CallPhase, CallView } from '../../clients/call/call-view.ts';
import {
  newReport,
  type ReportState,
  type ReportStep,
  reportDeadline,
  seeView,
  settleMs,
  setupMs,
  tickReport,
} from '../../clients/call/report-state.ts';

const blank = snapshotOf(newCall, newSurroundings);
type Change = Partial<Omit<CallView, 'details'>> & { details?: Partial<CallDetails> };
const view = ({ details, ...change }: Change): CallView => ({
  ...blank,
  ...change,
  details: { ...blank.details, ...details },
});

/** Runs views and moments through the machine; a bare number is a tick at that moment. */
function told(...walk: (readonly [at: number, change: Change] | number)[]): ReportStep['tell'] {
  let state: ReportState = newReport;
  return walk.flatMap((entry) => {
    const step =
      typeof entry === 'number' ? tickReport(state, entry) : seeView(state, { at: entry[0], view: view(entry[1]) });
    state = step.state;
    return step.tell;
  });
}
const results = (...walk: Parameters<typeof told>) =>
  told(...walk).map((one) => (one.type === 'setup-report' ? one.result : one.type));
const peer = (microphone: 'on' | 'off', camera: 'on' | 'off') =>
  ({ seat: 'guest', name: undefined, ready: true, microphone, camera, screen: 'off' }) as unknown as CallView['peer'];
const arrived = { soundArrived: true, pictureArrived: true, path: 'relay-tcp' } as const;

describe('the result of a set-up', () => {
  test('is talking, with both times from "both pressed" on, as soon as they and the way are known', () => {
    expect(
      told(
        [1_000, { phase: 'starting' }],
        [1_150, { phase: 'starting', details: { soundArrived: true } }],
        [1_160, { phase: 'talking', details: { soundArrived: true } }],
        [1_900, { phase: 'talking', details: { ...arrived, path: 'unknown' } }],
        [5_000, { phase: 'talking', details: arrived }],
      ),
    ).toEqual([{ type: 'setup-report', result: 'talking', path: 'relay-tcp', soundMs: 200, pictureMs: 1_000 }]);
  });

  test('is talking without a time for what never came', () => {
    const talking: Change = { phase: 'talking', details: { soundArrived: true, path: 'direct' } };
    expect(told([0, { phase: 'starting' }], [100, talking], 100 + settleMs)).toEqual([
      { type: 'setup-report', result: 'talking', path: 'direct', soundMs: 100 },
    ]);
  });

  test('is no-media when nothing comes although the other side is on air, and talking when it is not', () => {
    const nothing = (other: CallView['peer']) =>
      results([0, { phase: 'starting' }], [8_000, { phase: 'talking', peer: other }], 8_000 + settleMs);
    expect(nothing(peer('on', 'off'))).toEqual(['no-media']);
    expect(nothing(peer('off', 'off'))).toEqual(['talking']);
  });

  test('is talking where nobody has sound or picture to send, and they talk at once', () => {
    expect(results([0, { phase: 'talking', peer: peer('off', 'off') }], settleMs)).toEqual(['talking']);
  });

  test('is no-line when the attempts are used up, pressed or not, or after 30 seconds without a line', () => {
    expect(results([0, { phase: 'together', lineFailed: true }])).toEqual(['no-line']);
    expect(results([0, { phase: 'starting' }], [9_000, { phase: 'starting', lineFailed: true }])).toEqual(['no-line']);
    expect(results([0, { phase: 'starting', transport: 'connecting' }], setupMs)).toEqual(['no-line']);
    expect(results([0, { phase: 'starting', transport: 'connected' }], setupMs)).toEqual(['no-media']);
  });

  test('is unsealed when the other side came without the link’s secret', () => {
    expect(results([0, { phase: 'together', peerUnsealed: true }])).toEqual(['unsealed']);
  });

  test('is left when somebody gives up in between, and nothing when both go back to waiting', () => {
    expect(results([0, { phase: 'starting' }], [5_000, { phase: 'ended' }])).toEqual(['left']);
    expect(results([0, { phase: 'starting' }], [5_000, { phase: 'waiting' }], [6_000, { phase: 'ended' }])).toEqual([]);
  });

  test('starts anew from the second time both pressed', () => {
    const again = told(
      [0, { phase: 'starting' }],
      [5_000, { phase: 'together' }],
      [60_000, { phase: 'starting' }],
      [60_090, { phase: 'talking', details: arrived }],
    );
    expect(again).toMatchObject([{ result: 'talking', soundMs: 100, pictureMs: 100 }]);
  });
});

describe('a conversation', () => {
  const start: [number, Change][] = [
    [0, { phase: 'starting' }],
    [100, { phase: 'talking', details: arrived }],
  ];

  test('is told at its end in steps, with what mended it', () => {
    const mend = { what: 'restart', asked: false, at: 1_000 } as const;
    const mends = [
      { ...mend, why: 'silent' },
      { ...mend, why: 'failed', asked: true },
      { ...mend, why: 'network-changed' },
    ] as const;
    const details = { ...arrived, restarts: 4, rebuilds: 99, reconnects: 1, frozenMs: 2_100, mends };
    expect(told(...start, [100 + 25 * 60_000, { phase: 'ended', details }]).at(-1)).toEqual({
      type: 'call-report',
      path: 'relay-tcp',
      talkedMinutes: 30,
      restarts: 5,
      rebuilds: 10,
      reconnects: 1,
      frozenS: 5,
      mendReasons: ['network-changed', 'silent'],
    });
  });

  test('leaves freezes out where the browser does not count them', () => {
    expect(told(...start, [60_000, { phase: 'ended' }]).at(-1)).not.toHaveProperty('frozenS');
  });

  test('is told although the room refused in the end, and never twice', () => {
    const end: [number, Change] = [60_000, { phase: 'refused' }];
    expect(results(...start, end, end)).toEqual(['talking', 'call-report']);
  });
});

test('on any walk each of both is told once at most, and the next moment to look is never long past', () => {
  const phases: CallPhase[] = ['joining', 'waiting', 'together', 'starting', 'talking', 'interrupted', 'ended'];
  const step = fc.record({
    phase: fc.constantFrom(...phases),
    wait: fc.nat(20_000),
    sound: fc.boolean(),
    failed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (walk) => {
      let state: ReportState = newReport;
      let at = 0;
      const kinds: string[] = [];
      const take = (next: ReportStep) => {
        state = next.state;
        kinds.push(...next.tell.map(({ type }) => type));
      };
      for (const { phase, wait, sound, failed } of walk) {
        at += wait;
        take(tickReport(state, at));
        expect(reportDeadline(state) ?? at + 1).toBeGreaterThan(at);
        take(seeView(state, { at, view: view({ phase, lineFailed: failed, details: { soundArrived: sound } }) }));
      }
      expect(new Set(kinds).size).toBe(kinds.length);
    }),
    { numRuns: 500 },
  );
});
