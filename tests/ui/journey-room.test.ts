/** The guest's journey from the permission to the receipt. */
import { describe, expect, it } from 'vitest';
import type { CheckMarks, JourneyEvent } from '../../clients/guest/journey.ts';
import { admission, answer, atDoor, inCheck, inRoom, link, opened, organisation, walk } from './sample.ts';

const types = (effects: { type: string }[]) => effects.map(({ type }) => type);
const marks: CheckMarks = {
  camera: 'good',
  microphone: 'good',
  sound: 'good',
  network: { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' },
  throughput: 'good',
};
const admitted: JourneyEvent[] = [
  ...atDoor,
  { type: 'agreed', agreed: true },
  { type: 'submit' },
  { type: 'admitted', admission },
];
const both = { microphone: true, camera: true };

describe('the permission', () => {
  it('is asked of the browser only after our own button', () => {
    const { state, effects } = walk(admitted);
    expect(state.at).toMatchObject({ phase: 'permission', asked: false });
    expect(types(effects)).not.toContain('open-media');
    expect(types(walk([{ type: 'ask-devices', wish: both }], state).effects)).toEqual(['open-media']);
  });

  it('stays and explains while a device has a problem', () => {
    const { state } = walk([
      ...admitted,
      { type: 'ask-devices', wish: both },
      { type: 'devices', devices: { microphone: 'none', camera: 'none', hasProblem: true } },
    ]);
    expect(state.at.phase).toBe('permission');
  });

  it.each([
    { microphone: true, camera: false },
    { microphone: false, camera: true },
    { microphone: false, camera: false },
  ])('shuts nobody out who comes with %o', (wish) => {
    const { state } = walk([...admitted, { type: 'ask-devices', wish: both }, { type: 'without', wish }]);
    expect(state.at.phase).toBe('check');
    expect(state.facts.wish).toEqual(wish);
    expect(walk([{ type: 'check-done', marks: undefined }], state).state.at.phase).toBe('room');
  });

  it('says so when the engine does not come', () => {
    const trouble = { code: 'unavailable', incident: undefined, untilMs: undefined } as const;
    const { state } = walk([
      ...admitted,
      { type: 'ask-devices', wish: both },
      { type: 'failed', of: 'engine', trouble },
    ]);
    expect(state.at).toMatchObject({ phase: 'permission', asked: false, trouble });
  });
});

describe('the check', () => {
  it('asks one thing after the other', () => {
    const look = walk(inCheck).state;
    expect(look.at).toMatchObject({ phase: 'check', stage: 'look', network: 'running' });
    const sound = walk([{ type: 'heard' }, { type: 'check-next' }], look).state;
    expect(sound.at).toMatchObject({ stage: 'sound', heard: true });
    expect(walk([{ type: 'sound', mark: 'failed' }], sound).state.at).toMatchObject({ stage: 'no-sound' });
    expect(walk([{ type: 'sound', mark: 'good' }], sound).state.at).toMatchObject({ stage: 'result', sound: 'good' });
  });

  it('is reported when it was done, and not when it was skipped', () => {
    expect(types(walk([...inCheck, { type: 'check-done', marks }]).effects)).toContain('report-check');
    expect(types(walk([...inCheck, { type: 'check-done', marks: undefined }]).effects)).not.toContain('report-check');
  });

  it('measures the line once more when asked to, but not while it measures', () => {
    const again: JourneyEvent = { type: 'measure-again' };
    const running = walk(inCheck).state;
    expect(running.at).toMatchObject({ network: 'running', throughput: 'running' });
    expect(types(walk([again], running).effects)).toEqual([]);
    const slow = walk(
      [
        { type: 'network', network: marks.network },
        { type: 'throughput', mark: 'failed' },
      ],
      running,
    );
    expect(slow.state.at).toMatchObject({ network: marks.network, throughput: 'failed' });
    const repeated = walk([again], slow.state);
    expect(repeated.state.at).toMatchObject({ network: 'running', throughput: 'running' });
    expect(types(repeated.effects)).toEqual(['check-network']);
  });

  it('measures with a code that is typed for it, and forgets a wrong one', () => {
    const unknown = walk([
      opened({ link: { ...link, code: undefined }, forTest: true }),
      { type: 'organisation', organisation },
      { type: 'link-answer', answer: answer({ state: 'early', codeInLink: false }) },
      { type: 'without', wish: both },
    ]);
    expect(types(unknown.effects)).not.toContain('check-network');
    const asked = walk([{ type: 'measure-again', code: '48291370' }], unknown.state);
    expect(asked.effects).toEqual([
      { type: 'check-network', proof: { appointment: link.appointment, code: '48291370' } },
    ]);
    const refused: JourneyEvent[] = [
      { type: 'network', network: 'failed' },
      { type: 'throughput', mark: 'skipped' },
    ];
    const { state } = walk(refused, asked.state);
    expect(state.facts.link?.code).toBeUndefined();
    expect(walk([{ type: 'measure-again' }], state).effects).toEqual([]);
  });

  it('stops measuring as soon as the person goes on, whether it was skipped or not', () => {
    for (const done of [marks, undefined])
      expect(types(walk([...inCheck, { type: 'check-done', marks: done }]).effects)).toContain('stop-measuring');
  });

  it('days before leads back to the page that says when to come, with the devices freed', () => {
    const { state, effects } = walk([
      opened(),
      { type: 'organisation', organisation },
      { type: 'link-answer', answer: answer({ state: 'early', opensAt: '2026-12-24T10:45:00Z' }) },
      { type: 'test' },
      { type: 'ask-devices', wish: both },
      { type: 'devices', devices: { microphone: 'on', camera: 'on', hasProblem: false } },
      { type: 'known-device', device: 'from-check' },
      { type: 'check-done', marks },
    ]);
    expect(state.at).toEqual({ phase: 'early', asking: false, tested: true });
    expect(state.facts.device).toBe('from-check');
    expect(types(effects).slice(-3)).toEqual(['stop-measuring', 'report-check', 'leave']);
    expect(types(effects)).not.toContain('admit');
  });
});

describe('the room', () => {
  it('is remembered, so that a reload leads straight back with the devices as they were', () => {
    const { effects } = walk([
      ...inRoom,
      { type: 'on-air', onAir: true },
      { type: 'devices', devices: { microphone: 'off', camera: 'on', hasProblem: false } },
    ]);
    const last = effects.findLast((effect) => effect.type === 'remember');
    expect(last).toMatchObject({
      session: { inRoom: true, onAir: true, on: { microphone: false, camera: true }, link },
    });
    const again = walk([opened({ link: undefined, session: last?.session })]);
    expect(again.state.at.phase).toBe('room');
    expect(again.effects).toContainEqual({ type: 'open-media', wish: both, on: { microphone: false, camera: true } });
    expect(types(again.effects)).toContain('join');
  });

  it('of another appointment is not entered with what this tab remembers', () => {
    const session = { link, device: 'd', consent: '2026-11', inRoom: true, onAir: true };
    const other = { ...link, appointment: admission.room as unknown as typeof link.appointment };
    const { state, effects } = walk([opened({ link: other, session })]);
    expect(state.at.phase).toBe('loading');
    expect(types(effects)).not.toContain('join');
  });

  it('ends with a receipt, is forgotten, and lets people back in', () => {
    const end = { reason: 'hung-up', talkedMs: 60_000 } as const;
    const { state, effects } = walk([...inRoom, { type: 'on-air', onAir: true }, { type: 'ended', end }]);
    expect(state.at).toEqual({ phase: 'end', end });
    expect(effects.at(-1)).toMatchObject({ type: 'remember', session: { inRoom: false, onAir: false } });
    const back = walk([{ type: 'return' }], state);
    expect(back.state.at.phase).toBe('room');
    expect(types(back.effects)).toEqual(['open-media', 'join', 'remember']);
  });

  it('that refuses for changed terms leads to the door', () => {
    const trouble = { code: 'consent-outdated', incident: undefined, untilMs: undefined } as const;
    const refused = walk([...inRoom, { type: 'refused', trouble }]).state;
    expect(refused.at).toEqual({ phase: 'refused', trouble });
    expect(walk([{ type: 'return' }], refused).state.at.phase).toBe('arrive');
  });
});
