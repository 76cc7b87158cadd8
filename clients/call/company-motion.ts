/** Signing lives by movement: tells the browser that this person's picture is to lose sharpness before it loses pictures. */

/** Of every line that carries the camera's picture; what the sender makes of it is in `peer-sender`. */
export function preferMotion(stream: MediaStream | undefined): void {
  for (const track of stream?.getVideoTracks() ?? []) if (track.contentHint !== 'motion') track.contentHint = 'motion';
}
