/** What two browsers say to each other inside a body, past every server: one schema a kind, unknown keys refused. */
import * as v from 'valibot';
import { CompanionKind, fromBase64url, Incarnation, LinkSecret, PeerId } from './ids.ts';
import { limits } from './limits.ts';

/** Exactly `count` bytes as base64url. */
export const bytes = (count: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+$/),
    v.check((text) => text.length === Math.ceil((count * 8) / 6) && fromBase64url(text).length === count),
  );

/** What the peer's browser can do; unknown capabilities are ignored, so that versions can differ. */
export const Capabilities = v.object({
  frames: v.picklist(['script-transform', 'encoded-streams', 'none']),
  screen: v.boolean(),
});
export type Capabilities = v.InferOutput<typeof Capabilities>;

export const Ready = v.strictObject({ kind: v.literal('ready'), ready: v.boolean() });
/** `mode` bit 0 = sealed; it is part of the handshake's transcript, so that nobody can lower it unseen. */
export const Open = v.strictObject({
  kind: v.literal('open'),
  pid: PeerId,
  caps: Capabilities,
  mode: v.picklist([0, 1]),
});
export const Commit = v.strictObject({ kind: v.literal('commit'), pid: PeerId, c: bytes(32) });
export const Share = v.strictObject({
  kind: v.literal('share'),
  pid: PeerId,
  fp: bytes(32),
  e: bytes(32),
  nonce: bytes(16),
});
export const Reveal = v.strictObject({
  kind: v.literal('reveal'),
  pid: PeerId,
  fp: bytes(32),
  e: bytes(32),
  nonce: bytes(16),
  tag: bytes(32),
});
export const Confirm = v.strictObject({ kind: v.literal('confirm'), pid: PeerId, tag: bytes(32) });
const epoch = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffff_ffff));
/** The keys of sound, picture and data change to epoch `e`; `x` is a public half, `mac` proves who says so (§3). */
export const RotateOffer = v.strictObject({
  kind: v.literal('rotate-1'),
  pid: PeerId,
  e: epoch,
  x: bytes(32),
  mac: bytes(32),
});
export const RotateAnswer = v.strictObject({
  kind: v.literal('rotate-2'),
  pid: PeerId,
  e: epoch,
  x: bytes(32),
  mac: bytes(32),
});
export const RotateDone = v.strictObject({ kind: v.literal('rotate-3'), pid: PeerId, e: epoch, mac: bytes(32) });
/**
 * Where a side stands with the four words, and whether it allows to be heard for comparing them; told when the line is
 * bound and at every change. `different` stops sound and picture on both sides.
 */
export const ProofTold = v.strictObject({
  kind: v.literal('proof'),
  pid: PeerId,
  words: v.picklist(['open', 'same', 'different']),
  sound: v.boolean(),
});
export const Description = v.strictObject({
  kind: v.literal('description'),
  pid: PeerId,
  type: v.picklist(['offer', 'answer']),
  sdp: v.pipe(v.string(), v.maxLength(limits.sdpMaxBytes)),
});
/** An ICE candidate line (RFC 8839 §5.1); the empty string is end-of-candidates (RFC 8838 §8.2). */
export const Candidate = v.strictObject({
  kind: v.literal('candidate'),
  pid: PeerId,
  candidate: v.pipe(v.string(), v.maxLength(512)),
  sdpMid: v.nullable(v.pipe(v.string(), v.maxLength(16))),
  sdpMLineIndex: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8))),
  usernameFragment: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(256)))),
});
export const RestartWanted = v.strictObject({
  kind: v.literal('restart-wanted'),
  pid: PeerId,
  reason: v.picklist(['disconnected', 'network-changed', 'frames-missing', 'failed']),
});
export const Name = v.strictObject({
  kind: v.literal('name'),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
});
export const MediaState = v.strictObject({
  kind: v.literal('media'),
  pid: PeerId,
  microphone: v.picklist(['on', 'off', 'none']),
  camera: v.picklist(['on', 'off', 'none']),
  screen: v.picklist(['on', 'off']),
});
/** `hanging-up` opens the five seconds in which it can be undone; `undone` closes them; the others are final. */
export const Leave = v.strictObject({
  kind: v.literal('leave'),
  reason: v.picklist(['hanging-up', 'undone', 'hung-up', 'page-closed', 'ended']),
});

/**
 * Of the advisor to the guest alone, and only over their sealed and proven line: this page load holds the companion's own
 * link, whose secret this is, and the advisor agrees to it.
 */
export const Introduce = v.strictObject({
  kind: v.literal('introduce'),
  seat: v.literal('companion'),
  incarnation: Incarnation,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  as: CompanionKind,
  secret: LinkSecret,
});
/** Between advisor and guest: whether the sender agrees to this page load; `false` after a yes takes the companion out. */
export const Agree = v.strictObject({ kind: v.literal('agree'), incarnation: Incarnation, agreed: v.boolean() });
/** To the companion: what they came as, and how it stands with them; `refused` is final, and names who said it. */
export const Admit = v.strictObject({
  kind: v.literal('admit'),
  as: CompanionKind,
  standing: v.picklist(['asked', 'agreed', 'refused']),
  by: v.optional(v.picklist(['advisor', 'guest'])),
});

export const PeerMessage = v.variant('kind', [
  Ready,
  Open,
  Commit,
  Share,
  Reveal,
  Confirm,
  ProofTold,
  RotateOffer,
  RotateAnswer,
  RotateDone,
  Description,
  Candidate,
  RestartWanted,
  Name,
  MediaState,
  Leave,
  Introduce,
  Agree,
  Admit,
]);
export type PeerMessage = v.InferOutput<typeof PeerMessage>;

// Names stand inside sentences: a line break, a turn of direction or a letter nobody sees would make another sentence of it.
// The two joiners stay where they join: Persian, Hindi and others write names with them.
const seen = (name: string) =>
  name
    .replace(/(?![\u200c\u200d])\p{DI}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/^[ \u200c\u200d]+|[ \u200c\u200d]+$/g, '');

/**
 * JSON text from a decrypted body becomes a message here and nowhere else; `undefined` when it is none. A name in it is one
 * line of what people can see.
 */
export function parsePeerMessage(text: string): PeerMessage | undefined {
  try {
    const { success, output } = v.safeParse(PeerMessage, JSON.parse(text));
    if (!success || !('name' in output)) return success ? output : undefined;
    const name = seen(output.name);
    return name === '' ? undefined : { ...output, name };
  } catch {
    return undefined;
  }
}
