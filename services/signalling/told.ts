/** What a browser is told depends on the version its line speaks: incident codes are new in 1.1. */
import { type BrowserMessage, type IncidentCode, limits, type PodMessage } from '@visavis/shared';

/** The sub-protocol that was agreed on at the upgrade. */
type Version = string;

/** A browser may not say this in the version that its line speaks. */
export function isAhead(message: BrowserMessage, version: Version): boolean {
  return version !== limits.subProtocolNewest && (message.type === 'setup-report' || message.type === 'call-report');
}

/**
 * `message` as a line of `version` understands it. An error that brings no code of its own gets that of the room, if there
 * is one; an absent addressee is no incident.
 */
export function toldIn(version: Version, message: PodMessage, room: () => IncidentCode | undefined): PodMessage {
  if (message.type !== 'error' && message.type !== 'welcome') return message;
  if (version !== limits.subProtocolNewest) {
    const { incident: _newer, ...older } = message;
    return older;
  }
  if (message.type === 'welcome' || message.incident !== undefined || message.code === 'peer-absent') return message;
  const incident = room();
  return incident === undefined ? message : { ...message, incident };
}

/** A line that goes on is told so only about its wish for ICE servers. */
export const isTooMany = (message: PodMessage): boolean => message.type === 'error' && message.code === 'too-many';
