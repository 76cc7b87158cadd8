/** What of a frame stays readable for the browser's packetizer, and is authenticated all the same (PROTOCOL §3). */
import { lengthValue } from './length-value.ts';

export type FrameKind = 'audio' | 'video';

/** VP8's uncompressed data chunk (RFC 6386 §9.1): 10 bytes of a key frame, 3 of another. */
const vp8KeyFrameBytes = 10;
const vp8OtherBytes = 3;

/**
 * How many bytes at the beginning stay as they are; a shorter picture is none (RFC 6386). Both sides read it from the
 * first byte, whose lowest bit is VP8's own mark of a key frame (0): it is among the bytes that are authenticated. Sound
 * keeps none.
 */
export function prefixLength(kind: FrameKind, frame: Uint8Array): number {
  const [first] = frame;
  if (kind === 'audio') return 0;
  return ((first ?? 1) & 1) === 0 ? vp8KeyFrameBytes : vp8OtherBytes;
}

/** The metadata that SFrame authenticates: lv(kind, prefix), so that no sound passes for a picture either. */
export const frameMetadata = (kind: FrameKind, prefix: Uint8Array): Uint8Array<ArrayBuffer> =>
  lengthValue(kind, prefix);
