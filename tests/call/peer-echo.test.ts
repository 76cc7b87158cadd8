/** Two ends of a connection ask each other whether they are heard. */
import { manualClock } from '@visavis/runtime';
import { describe, expect, test } from 'vitest';
import { peerEcho } from '../../clients/call/peer-echo.ts';

/** One end of a channel pair that carries what it is given while `carries`. */
class Channel extends EventTarget {
  readyState = 'open';
  carries = true;
  other: Channel | undefined;

  send(text: string): void {
    if (this.readyState !== 'open') throw new DOMException('closed', 'InvalidStateError');
    if (this.carries) this.other?.dispatchEvent(new MessageEvent('message', { data: text }));
  }
}

function pair() {
  const clock = manualClock();
  const channels = [new Channel(), new Channel()] as const;
  channels[0].other = channels[1];
  channels[1].other = channels[0];
  const echoes = channels.map((channel) =>
    peerEcho({ createDataChannel: () => channel as unknown as RTCDataChannel }, clock),
  );
  const [ours, theirs] = echoes;
  if (ours === undefined || theirs === undefined) throw new Error('two ends');
  return { clock, channels, ours, theirs };
}

describe('an echo', () => {
  test('is heard when both directions carry', async () => {
    const { ours, theirs } = pair();
    expect(await Promise.all([ours.ask(3_000), theirs.ask(3_000)])).toEqual([true, true]);
  });

  test.each([0, 1] as const)('is missing when direction %i is dead', async (dead) => {
    const { ours, clock, channels } = pair();
    channels[dead].carries = false;
    const heard = ours.ask(3_000);
    clock.advance(3_000);
    expect(await heard).toBe(false);
  });

  test('is missing at once on a channel that is not open, and after the end', async () => {
    const { ours, channels } = pair();
    channels[0].readyState = 'closed';
    expect(await ours.ask(3_000)).toBe(false);
    channels[0].readyState = 'open';
    channels[0].carries = false;
    const heard = ours.ask(3_000);
    ours.stop();
    expect(await heard).toBe(false);
    expect(await ours.ask(3_000)).toBe(false);
  });

  test('takes nothing else for an answer, and does not die of an other side that has closed', async () => {
    const { ours, clock, channels } = pair();
    channels[0].carries = false;
    const heard = ours.ask(3_000);
    channels[1].send('hello');
    channels[0].readyState = 'closed';
    channels[1].send('?');
    clock.advance(3_000);
    expect(await heard).toBe(false);
  });
});
