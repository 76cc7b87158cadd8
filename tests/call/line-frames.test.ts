/** A line whose frames are lost on the way through the worker: another connection with other keys, but not without end. */
import type { PeerId } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { type LineState, newLine, recovery } from '../../clients/call/line-state.ts';
import { stepLine } from '../../clients/call/line-step.ts';
import type { Role } from '../../clients/call/roles.ts';
import { caps, makeLine } from './scripted-line.ts';

/** The state after these events, at these times, and everything that was to be done. */
function play(role: Role, script: [Parameters<typeof stepLine>[1], number][]) {
  let state: LineState = newLine(role);
  const deeds: string[] = [];
  for (const [event, at] of script) {
    const step = stepLine(state, event, at);
    state = step.state;
    deeds.push(...step.effects.map((effect) => `${at} ${effect.do}`));
  }
  return { state, deeds };
}

const up: [Parameters<typeof stepLine>[1], number][] = [
  [{ type: 'reachable', reachable: true }, 0],
  [{ type: 'opened' }, 1],
  [{ type: 'transport', transport: 'connected' }, 2],
];
const missing = (at: number): (typeof up)[number] => [{ type: 'frames-missing' }, at];
const connected = (at: number): (typeof up)[number] => [{ type: 'transport', transport: 'connected' }, at];

describe('lost frames', () => {
  it('bring a new connection at the initiator, and the wish for one at the other side', () => {
    expect(play('initiator', [...up, missing(5_000)]).deeds).toEqual(['0 build', '5000 build']);
    expect(play('responder', [...up, missing(5_000)]).deeds).toEqual(['5000 want']);
    const wanted = play('initiator', [...up, [{ type: 'wanted', reason: 'frames-missing' }, 5_000]]);
    expect(wanted.deeds).toEqual(['0 build', '5000 build']);
  });

  it('bring three in a minute, then people are told, and a minute after the first of them it is tried again', () => {
    const often = [5_000, 10_000, 15_000, 20_000].flatMap((at) => [connected(at - 100), missing(at)]);
    const { state, deeds } = play('initiator', [...up, ...often]);
    expect(deeds).toEqual(['0 build', '5000 build', '10000 build', '15000 build']);
    expect(state).toMatchObject({ phase: 'lost', exhausted: true, retryAt: 5_000 + recovery.framesWindowMs });
    expect(stepLine(state, { type: 'tick' }, 65_000).effects).toMatchObject([{ do: 'build' }]);
  });

  it('change nothing where there is no connection', () => {
    expect(play('initiator', [missing(1)]).deeds).toEqual([]);
    const lost = play('responder', [...up, missing(5_000), missing(5_001)]);
    expect(lost.deeds).toEqual(['5000 want']);
  });
});

describe('a line', () => {
  const pid = 'AAAAAAAAAAA' as PeerId;

  it('hands messages of the ratchet to the encryption of its peer, and only those of the present one', () => {
    const { line, diary } = makeLine('responder');
    line.handleMessage({ kind: 'open', pid, caps, mode: 1 });
    const rotate = { kind: 'rotate-3', pid, e: 1, mac: 'A'.repeat(43) } as const;
    line.handleMessage(rotate);
    line.handleMessage({ ...rotate, pid: 'BBBBBBBBBBA' as PeerId });
    expect(diary).toEqual(['protection rotate-3', 'refused stale']);
  });

  it('tells that frames are encrypted and how keys change, and asks for another connection when they are lost', () => {
    const { line, diary, said, protection, peer } = makeLine('responder');
    line.handleMessage({ kind: 'open', pid, caps, mode: 1 });
    line.setReachableByPod(true);
    peer(1).transport('connected');
    protection(1).protected();
    protection(1).keysChanged(1);
    protection(1).refused();
    expect(diary).toEqual(['frames on', 'frames changed', 'refused key-change']);
    protection(1).lost('missing');
    expect(said.at(-1)).toMatchObject({ kind: 'restart-wanted', pid });
  });
});
