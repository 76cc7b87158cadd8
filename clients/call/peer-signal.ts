/** The last look at a signal before it touches a connection: shapes that no honest peer sends are stopped here. */
import type { PeerCandidate, PeerDescription } from './peer.ts';

/** Whether this side takes such a description at all: the initiator answers, the other side offers. */
export const isExpectedDescription = (description: PeerDescription, isInitiator: boolean): boolean =>
  description.type === (isInitiator ? 'answer' : 'offer') && typeof description.sdp === 'string';

/** Whether it can be made an `RTCIceCandidate`, whose constructor throws without a section (W3C WebRTC §4.8.1). */
export const isUsableCandidate = ({ candidate, sdpMid, sdpMLineIndex }: PeerCandidate): boolean =>
  typeof candidate === 'string' && (typeof sdpMid === 'string' || typeof sdpMLineIndex === 'number');
