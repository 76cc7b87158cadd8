/** Which picture codec is offered first: VP8, the one whose frames can be encrypted in every browser. */

interface Codec {
  mimeType: string;
}

/** The same list with every VP8 entry in front; nothing is taken away. */
export function vp8First<C extends Codec>(codecs: readonly C[]): C[] {
  const isVp8 = ({ mimeType }: Codec) => mimeType.toLowerCase() === 'video/vp8';
  return [...codecs.filter(isVp8), ...codecs.filter((codec) => !isVp8(codec))];
}

/** Before the section is described. Reorders and never shortens: Chromium refuses Firefox's offers from a shortened list. */
export function preferVp8(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs;
  if (!codecs || typeof transceiver.setCodecPreferences !== 'function') return;
  transceiver.setCodecPreferences(vp8First(codecs));
}
