/** Signing lives by movement: tells the browser that this person's picture is to lose sharpness before it loses pictures. */

/**
 * Of every line that carries the camera's picture; what a sender makes of it is in `peer-sender`. Taken back when nobody
 * signs any more.
 */
export function preferMotion(stream: MediaStream | undefined, isSigning: boolean): void {
  const [wanted, other] = isSigning ? ['motion', ''] : ['', 'motion'];
  for (const track of stream?.getVideoTracks() ?? []) if (track.contentHint === other) track.contentHint = wanted;
}
