/** The channels for content on a browser's RTCPeerConnection: agreed by number, filled no faster than they empty. */
import type { ContentChannel } from './lane.ts';
import type { ContentNews, Peer } from './peer.ts';

/**
 * Stream numbers (RFC 8832 §6 leaves them to whoever agrees on them): above the one that the browser gives the channel for
 * messages, 0 or 1. `highWaterBytes`: what may wait in the browser before a sender has to.
 */
const channels: Record<ContentChannel, { id: number; priority: RTCPriorityType; highWaterBytes: number }> = {
  content: { id: 10, priority: 'low', highWaterBytes: 262_144 },
  bulk: { id: 11, priority: 'very-low', highWaterBytes: 1_048_576 },
};

/** What every real peer has beside its channel for messages. `stop` leaves the connection to its owner. */
export interface PeerContent {
  send: Peer['sendContent'];
  stop(): void;
}

/** Opens both channels on `pc`, at both sides and before the first description, so that nothing is negotiated for them. */
export function peerContent(pc: RTCPeerConnection, tell: (news: ContentNews) => void): PeerContent {
  const stopping = new AbortController();
  const open = (name: ContentChannel) => contentChannel(pc, name, tell, stopping.signal);
  const lines = { content: open('content'), bulk: open('bulk') } satisfies Record<ContentChannel, unknown>;
  return {
    send: (channel, bytes) => lines[channel](bytes),
    stop: () => stopping.abort(),
  };
}

type Send = (bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>;

function contentChannel(
  pc: RTCPeerConnection,
  name: ContentChannel,
  tell: (news: ContentNews) => void,
  signal: AbortSignal,
): Send {
  const { id, priority, highWaterBytes } = channels[name];
  const init: RTCDataChannelInit & { priority: RTCPriorityType } = { negotiated: true, id, ordered: true, priority };
  const channel = pc.createDataChannel(`visavis-${name}`, init);
  channel.binaryType = 'arraybuffer';
  channel.bufferedAmountLowThreshold = highWaterBytes / 2;
  let isOpen = false;
  const turn = (state: 'open' | 'closed') => () => {
    if (isOpen === (state === 'open')) return;
    isOpen = state === 'open';
    tell({ channel: name, state });
  };
  channel.addEventListener('open', turn('open'), { signal });
  channel.addEventListener('close', turn('closed'), { signal });
  channel.addEventListener(
    'message',
    ({ data }) => tell({ channel: name, bytes: data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array() }),
    { signal },
  );
  // One after the other, so that who waits for room is not overtaken.
  let before: Promise<unknown> = Promise.resolve();
  return (bytes) => {
    const sent = before.then(async () => {
      if (channel.bufferedAmount > highWaterBytes) await roomIn(channel, signal);
      return !signal.aborted && put(channel, bytes);
    });
    before = sent;
    return sent;
  };
}

function roomIn(channel: RTCDataChannel, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController();
    const end = () => {
      done.abort();
      resolve();
    };
    for (const type of ['bufferedamountlow', 'close']) channel.addEventListener(type, end, { signal: done.signal });
    signal.addEventListener('abort', end, { signal: done.signal });
    if (signal.aborted || channel.readyState !== 'open') end();
  });
}

function put(channel: RTCDataChannel, bytes: Uint8Array<ArrayBuffer>): boolean {
  if (channel.readyState !== 'open') return false;
  try {
    channel.send(bytes);
    return true;
  } catch {
    return false;
  }
}
