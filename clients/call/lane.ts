/** What text, files, drawings, forms and notices travel in: the face of a lane, and which channel carries which. */
import type { Bytes } from './hkdf.ts';

/** What one kind of content travels in. */
export type LaneName = 'text' | 'files' | 'board' | 'form' | 'hint';

/** One kind of content on its way between the two browsers, sealed under the changing data keys; reliable and ordered while one line lives. */
export interface Lane {
  /**
   * Something can be sent: the line is bound and proven at both ends, there are keys, the channel is open. Changes are told
   * to listeners.
   */
  readonly isOpen: boolean;
  /**
   * Resolves when the channel has taken it (back-pressure: wait for it before the next big one); `false` when it could not be
   * sent. At most {@link laneLimits}.payloadBytes. What was taken may still be lost with its line. Rejects never.
   */
  send(payload: Bytes): Promise<boolean>;
  /**
   * What the other side sent, in order, exactly once per line; what comes before anybody asks for messages waits for the
   * first who does. After a rebuild a lane closes and opens again: what was on its way, or waited, may be lost.
   */
  listen(listener: LaneListener): () => void;
}

export interface LaneListener {
  message?(payload: Bytes): void;
  open?(isOpen: boolean): void;
  /** Something has come, read or not; told soon after listening as well, when something came before. For a sign on a key. */
  arrival?(): void;
}

/** What happened on a lane of the present peer connection. */
export type LaneNews = { lane: LaneName; isOpen: boolean } | { lane: LaneName; payload: Bytes };

/** Two channels beside the one for messages: `bulk` goes behind everything else. */
export type ContentChannel = 'content' | 'bulk';

export const contentChannels = ['content', 'bulk'] as const;

/** In bytes. `waiting`: of one lane to which nobody listens yet. */
export const laneLimits = {
  payloadBytes: 65_536,
  /** Lane, epoch, counter and tag around a payload. */
  overheadBytes: 1 + 12 + 16,
  waitingBytes: 1_048_576,
  waitingMessages: 512,
} as const;

/** The first byte of what a channel carries says which lane it belongs to; 0 is the channel's own `ready`. */
const lanes = [undefined, 'text', 'files', 'board', 'form', 'hint'] as const satisfies (LaneName | undefined)[];

export const laneNames: readonly LaneName[] = lanes.filter((name) => name !== undefined);

/** The byte that stands for a lane, or for the channel itself. */
export const laneByte = (lane: LaneName | undefined): number => lanes.indexOf(lane);

export const channelOf = (lane: LaneName): ContentChannel => (lane === 'files' ? 'bulk' : 'content');

/** For whom bytes on a channel are; undefined for what does not belong there. */
export function laneOf(channel: ContentChannel, byte: number | undefined): LaneName | 'ready' | undefined {
  if (byte === 0) return 'ready';
  const lane = byte === undefined ? undefined : lanes[byte];
  return lane !== undefined && channelOf(lane) === channel ? lane : undefined;
}
