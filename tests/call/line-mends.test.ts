/** Why a line was mended is remembered; and one on which nothing arrives any more is mended before the browser notices. */
import { describe, expect, it } from 'vitest';
import { type LineEvent, type LineState, lineDeadline, newLine, recovery } from '../../clients/call/line-state.ts';
import { stepLine } from '../../clients/call/line-step.ts';
import type { Role } from '../../clients/call/roles.ts';

/** A connected line that hears these events at these times; time runs to every deadline in between, and to `until`. */
function play(role: Role, script: [LineEvent, number][], until = 0) {
  let state: LineState = newLine(role);
  const deeds: string[] = [];
  const feed = (event: LineEvent, at: number) => {
    const step = stepLine(state, event, at);
    state = step.state;
    deeds.push(...step.effects.map(({ do: deed }) => `${at} ${deed}`));
  };
  const runTo = (at: number) => {
    for (let due = lineDeadline(state); due !== undefined && due <= at; due = lineDeadline(state))
      feed({ type: 'tick' }, due);
  };
  const opened: [LineEvent, number][] = role === 'responder' ? [[{ type: 'opened' }, 0]] : [];
  const up: [LineEvent, number][] = [
    [{ type: 'reachable', reachable: true }, 0],
    ...opened,
    [{ type: 'transport', transport: 'connected' }, 0],
  ];
  for (const [event, at] of [...up, ...script]) {
    runTo(at);
    feed(event, at);
  }
  runTo(until);
  const mends = state.memory.mends.map(({ what, why, asked, at }) => `${at} ${what} ${why}${asked ? ' asked' : ''}`);
  return { state, deeds, mends };
}

const transport = (to: 'connected' | 'disconnected' | 'failed', at: number, why?: 'restart-untaken') =>
  [{ type: 'transport', transport: to, ...(why && { why }) }, at] as [LineEvent, number];
const silent = (at: number): [LineEvent, number] => [{ type: 'silent' }, at];
const flowing = (at: number): [LineEvent, number] => [{ type: 'flowing' }, at];

describe('why a line was mended', () => {
  it('is kept for every restart and rebuild, the newest last', () => {
    const { mends } = play('initiator', [
      [{ type: 'network-changed' }, 1_000],
      transport('failed', 2_000, 'restart-untaken'),
      transport('connected', 3_000),
      [{ type: 'frames-missing', trouble: 'worker' }, 4_000],
      transport('connected', 5_000),
      [{ type: 'channel-closed' }, 6_000],
    ]);
    expect(mends).toEqual([
      '1000 restart network-changed',
      '2000 rebuild restart-untaken',
      '4000 rebuild frames-worker',
      '6000 rebuild channel-closed',
    ]);
  });

  it('tells restarts that came too late from a path that the browser gave up', () => {
    const late = play('initiator', [transport('disconnected', 1_000)], 14_000);
    expect(late.mends).toEqual(['4000 restart disconnected', '14000 rebuild restart-late']);
    expect(play('initiator', [transport('failed', 1_000)]).mends).toEqual(['1000 rebuild failed']);
  });

  it('tells the own reason from one that the other side has', () => {
    const asked = play('initiator', [
      [{ type: 'wanted', reason: 'network-changed' }, 1_000],
      [{ type: 'wanted', reason: 'frames-missing' }, 2_000],
    ]);
    expect(asked.mends).toEqual(['1000 restart network-changed asked', '2000 rebuild frames-missing asked']);
    expect(play('responder', [[{ type: 'opened' }, 1_000]]).mends).toEqual(['1000 rebuild failed asked']);
    const own = play('responder', [
      [{ type: 'channel-closed' }, 1_000],
      [{ type: 'opened' }, 1_200],
    ]);
    expect(own.mends).toEqual(['1000 rebuild channel-closed']);
  });

  it('is kept of the latest six', () => {
    const often = Array.from({ length: 9 }, (_, n): [LineEvent, number] => [{ type: 'network-changed' }, n + 1]);
    expect(play('initiator', often).mends).toHaveLength(6);
    expect(play('initiator', often).mends.at(-1)).toBe('9 restart network-changed');
  });
});

describe('a line on which nothing arrives any more', () => {
  it('gets new paths at once, and again after three and six seconds', () => {
    const { state, deeds } = play('initiator', [silent(1_000)], 10_000);
    expect(deeds.slice(1)).toEqual(['1000 restart', '4000 restart', '7000 restart']);
    expect(state).toMatchObject({ phase: 'restarting', reason: 'silent' });
    expect(play('responder', [silent(1_000)]).deeds).toEqual(['1000 want']);
  });

  it('is well as soon as something arrives', () => {
    const { state } = play('initiator', [silent(1_000), flowing(2_500)], 60_000);
    expect([state.phase, state.memory.connections, state.memory.rebuilds]).toEqual(['connected', 1, 0]);
  });

  it('is not given up while the browser is content: who sends nothing may be asleep', () => {
    const { state } = play('initiator', [silent(1_000)], 1_000 + recovery.restartGiveUpMs);
    expect([state.phase, state.memory.rebuilds]).toEqual(['connected', 0]);
  });

  it('is built anew when the browser notices too and no restart helps; what still trickles in is no proof then', () => {
    const script = [silent(1_000), transport('disconnected', 4_000), flowing(5_000)];
    const { mends } = play('initiator', script, 11_000);
    expect(mends).toEqual(['1000 restart silent', '11000 rebuild restart-late']);
  });

  it('is restarted once when both sides notice', () => {
    const { deeds } = play('initiator', [[{ type: 'wanted', reason: 'disconnected' }, 1_000], silent(1_300)], 3_000);
    expect(deeds.slice(1)).toEqual(['1000 restart']);
  });

  it('says nothing before it was connected', () => {
    const { state } = stepLine(newLine('initiator'), { type: 'silent' }, 5);
    expect(state.phase).toBe('idle');
  });
});
