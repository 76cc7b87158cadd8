/** The written conversation of a call: one for the call, over its lane, gone with it. */
import type { CallView, LaneListener } from '@visavis/call';
import { describe, expect, it } from 'vitest';
import { frameBytes, parseFrame, type TextFrame } from '../../clients/ui/call/tools/text/text-frames.ts';
import { type TextCall, textSession } from '../../clients/ui/call/tools/text/text-session.ts';
import { transcript } from '../../clients/ui/call/tools/text/text-state.ts';

/** A call with one lane that writes down what it is given. */
function makeCall() {
  const sent: TextFrame[] = [];
  const listeners = new Set<LaneListener>();
  const watchers = new Set<(view: CallView) => void>();
  const view = { privacy: { otherDevice: false } } as CallView;
  const lane = {
    isOpen: false,
    send: async (payload: Uint8Array<ArrayBuffer>) => sent.push(parseFrame(payload) ?? { type: 'live', on: true }) > 0,
    listen: (listener: LaneListener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const call: TextCall = {
    view,
    lane: () => lane,
    podNow: () => 1_000_000,
    subscribe: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
  return {
    call,
    sent,
    listeners,
    open: (isOpen: boolean) => {
      for (const { open } of listeners) open?.(isOpen);
    },
    hear: (frame: TextFrame | string) => {
      const bytes = typeof frame === 'string' ? new TextEncoder().encode(frame) : frameBytes(frame);
      for (const { message } of listeners) message?.(bytes);
    },
    end: () => {
      for (const watcher of watchers) watcher({ ...view, phase: 'ended' });
    },
  };
}

const hello: TextFrame = { type: 'hello', session: 'them-------', have: [], live: false };

describe('a written conversation', () => {
  it('is one for a call, and begins every line with who it is', () => {
    const { call, sent, open } = makeCall();
    const session = textSession(call, 'guest');
    expect(textSession(call, 'guest')).toBe(session);
    open(true);
    expect(sent).toMatchObject([{ type: 'hello', have: [], live: false }]);
    expect(textSession(makeCall().call, 'guest').view.self.session).not.toBe(session.view.self.session);
  });

  it('tells who listens, sends what waited, and shows what came', () => {
    const { call, sent, open, hear } = makeCall();
    const session = textSession(call, 'guest');
    let changes = 0;
    const stop = session.subscribe(() => void changes++);
    session.type('Guten Tag');
    session.say();
    open(true);
    hear('no frame');
    hear(hello);
    hear({ type: 'said', session: 'them-------', n: 1, at: 1_000_000, seat: 'advisor', text: 'Hallo' });
    expect(sent.map(({ type }) => type)).toEqual(['hello', 'said', 'ack']);
    expect(transcript(session.view).map(({ text }) => text)).toContain('Hallo');
    const seen = changes;
    stop();
    session.type('x');
    expect([seen > 3, changes]).toEqual([true, seen]);
  });

  it('leaves nothing when the call is over', () => {
    const { call, listeners, end } = makeCall();
    const session = textSession(call, 'guest');
    session.type('Guten Tag');
    session.say();
    end();
    expect([transcript(session.view), session.view.draft, listeners.size]).toEqual([[], '', 0]);
    expect(textSession(call, 'guest')).not.toBe(session);
  });
});
