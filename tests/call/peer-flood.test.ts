/** Messages on the channel of a line: few at once, many at a pace that leaves the page its time. */
import { PeerId } from '@visavis/shared';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { laneIntake } from '../../clients/call/lane-intake.ts';
import type { CreatePeer, Peer, PeerEvents } from '../../clients/call/peer.ts';
import { type ProvenEvents, type ProvenParts, ProvenPeer } from '../../clients/call/peer-proven.ts';
import { manualClock } from '../../services/runtime/clock.ts';

const settled = () => new Promise(setImmediate);

/** A line whose messages take `costMs` each to handle. */
function scene(costMs: number) {
  const clock = manualClock();
  const heard: string[] = [];
  let lateMs = 0;
  let below: PeerEvents | undefined;
  const createPeer: CreatePeer = (_options, events) => {
    below = events;
    return { close: () => {} } as Peer;
  };
  const parts = {
    pid: v.parse(PeerId, 'AAAAAAAAAAA'),
    clock: { ...clock, now: () => clock.now() + lateMs },
    createPeer,
    createHandshake: () => ({ close: () => {} }),
    protection: { data: { ready: new Promise(() => {}) }, wrap: (create: CreatePeer) => create, close: () => {} },
  } as unknown as ProvenParts;
  const events = {
    text: (text: string) => {
      heard.push(text);
      lateMs += costMs;
    },
    guarded: () => {},
  } as unknown as ProvenEvents;
  const peer = new ProvenPeer(parts, {} as ConstructorParameters<typeof ProvenPeer>[1], events);
  return { clock, heard, peer, say: (text: string) => below?.text(text) };
}

it('is heard at once, in the task that it came in', () => {
  const { heard, say } = scene(1);
  say('one');
  expect(heard).toEqual(['one']);
});

it('is spread over time when somebody floods, and comes in order', async () => {
  const { clock, heard, say } = scene(5);
  const all = Array.from({ length: 200 }, (_, at) => String(at));
  for (const text of all) say(text);
  await settled();
  expect(heard.length * 5).toBeLessThanOrEqual(laneIntake.burstMs / (1 - laneIntake.share) + 5);
  for (let gone = 0; gone < 4_000; gone += 10) {
    clock.advance(10);
    await settled();
  }
  expect(heard).toEqual(all);
});

it('is not heard any more after the end', async () => {
  const { clock, heard, peer, say } = scene(50);
  for (const text of ['1', '2', '3', '4', '5']) say(text);
  await settled();
  const before = heard.length;
  peer.close();
  clock.advance(10_000);
  await settled();
  expect(heard.length).toBe(before);
});
