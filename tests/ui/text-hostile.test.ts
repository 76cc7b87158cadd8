/** The written conversation against a page that keeps no rule: nothing changes that it has no right to. */
import { describe, expect, it } from 'vitest';
import { parseFrame, type TextFrame } from '../../clients/ui/call/tools/text/text-frames.ts';
import { opened } from './text-talk.ts';

describe('a hostile page', () => {
  const entry = { type: 'said', session: 'a1---------', n: 1, at: 1_000_000, seat: 'advisor', text: 'x' } as const;
  const frames: [string, TextFrame][] = [
    ['speaks for this page', { ...entry, session: 'b1---------' }],
    ['speaks for the other seat', { ...entry, seat: 'guest' }],
    ['comes from the future', { ...entry, at: 9_000_000 }],
    ['writes letters without having said so', { type: 'draft', from: 0, cut: 0, put: 'x' }],
    ['acknowledges what nobody said', { type: 'ack', session: 'b1---------', n: 7 }],
    ['greets twice', { type: 'hello', session: 'a2---------', have: [], live: true }],
  ];
  for (const [what, frame] of frames) {
    it(`changes nothing when it ${what}`, () => {
      const talk = opened();
      const before = { ...talk.b.state, theyHave: undefined };
      talk.b.feed({ type: 'heard', frame }, talk.now);
      expect({ ...talk.b.state, theyHave: undefined }).toEqual(before);
      expect([...talk.b.state.theyHave.values()].filter((n) => n > 0)).toEqual([]);
    });
  }

  it('says nothing twice, and has it acknowledged twice', () => {
    const talk = opened();
    for (let time = 0; time < 2; time++) talk.b.feed({ type: 'heard', frame: entry }, talk.now);
    expect([talk.b.texts, talk.b.out.length]).toEqual([['advisor: x'], 2]);
  });

  it('leaves no number out', () => {
    const talk = opened();
    for (const n of [1, 3, 4]) talk.b.feed({ type: 'heard', frame: { ...entry, n, text: String(n) } }, talk.now);
    expect(talk.b.texts).toEqual(['advisor: 1']);
  });

  it('edits no draft that does not fit', () => {
    const talk = opened();
    talk.a.feed({ type: 'live', on: true }, talk.now);
    talk.carry();
    for (const [from, cut, put] of [
      [1, 0, 'x'],
      [0, 1, 'x'],
      [0, 0, 'x'.repeat(2_000)],
      [2_000, 0, 'x'],
    ] as const)
      talk.b.feed({ type: 'heard', frame: { type: 'draft', from, cut, put } }, talk.now);
    expect(talk.b.state.theirs.draft).toHaveLength(2_000);
  });

  it('is not understood when it says what is no frame', () => {
    const odd = [
      '',
      '[]',
      'null',
      '{"type":"said"}',
      JSON.stringify({ ...entry, more: 1 }),
      JSON.stringify({ ...entry, text: 'x'.repeat(2_001) }),
      JSON.stringify({ ...entry, n: 1.5 }),
      JSON.stringify({ ...entry, session: '../../etc' }),
      `"${'x'.repeat(20_000)}"`,
    ];
    for (const text of odd) expect(parseFrame(new TextEncoder().encode(text))).toBeUndefined();
    expect(parseFrame(Uint8Array.from([0xff, 0xfe]))).toBeUndefined();
  });
});
