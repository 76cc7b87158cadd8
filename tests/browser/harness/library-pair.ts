/** Two bare simple-peers and the line between them: what the library's own scenarios start from. */
import SimplePeer from 'simple-peer';
import { check, checkEqual } from '../../contracts/peer-pair.ts';

/** What simple-peer signals. */
export type Signal = SimplePeer.SignalData & { sdp?: string; candidate?: { candidate: string | null } };
/** The first value of an event. */
export const once = (peer: SimplePeer.Instance, event: string): Promise<unknown> =>
  new Promise((resolve) => peer.once(event, resolve));

/** What becomes of a signal on its way. */
export type Carry = (signal: Signal, from: 'a' | 'b') => Signal[];

/** Two peers; what one signals, `carry` turns into what the other is handed. */
export function pair(
  first: SimplePeer.Options = {},
  second: SimplePeer.Options = {},
  carry: Carry = (signal) => [signal],
) {
  const [a, b] = [new SimplePeer({ ...first, initiator: true }), new SimplePeer(second)];
  const signals: { a: Signal[]; b: Signal[] } = { a: [], b: [] };
  const errors: unknown[] = [];
  const join = (from: SimplePeer.Instance, to: SimplePeer.Instance, name: 'a' | 'b') => {
    from.on('error', (error) => errors.push(error));
    from.on('signal', (signal) => {
      signals[name].push(signal as Signal);
      for (const handed of carry(signal as Signal, name)) if (!to.destroyed) to.signal(handed);
    });
  };
  join(a, b, 'a');
  join(b, a, 'b');
  return {
    a,
    b,
    signals,
    connected: () => Promise.all([once(a, 'connect'), once(b, 'connect')]),
    async end() {
      checkEqual(errors.map(String), [], 'no error was emitted');
      const closed = Promise.all([once(a, 'close'), once(b, 'close')]);
      a.destroy();
      b.destroy();
      await closed;
      check(a.destroyed && b.destroyed, 'both are destroyed');
    },
  };
}

/** Text gets through both ways. */
export async function talk({ a, b }: { a: SimplePeer.Instance; b: SimplePeer.Instance }): Promise<void> {
  const heard = [once(b, 'data'), once(a, 'data')];
  a.send('from a');
  b.send('from b');
  checkEqual(await Promise.all(heard), ['from a', 'from b'], 'text arrives as strings');
}

/** A stream of two tracks, from no camera. */
export function picture(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  const stream = canvas.captureStream(30);
  const [track] = stream.getTracks();
  if (track) stream.addTrack(track.clone());
  return stream;
}
