/** What a browser says besides relayed messages: what is said most is recognised as it is usually written, everything else is parsed. */
import { type BrowserMessage, parseBrowserMessage } from '@visavis/shared';
import { readHello } from './hello-frame.ts';
import { isAhead } from './told.ts';

type Ping = Extract<BrowserMessage, { type: 'ping' }>;

/** Longer than every heartbeat that {@link readHeartbeat} takes. */
const longest = 64;
const heartbeat = /^\{"type":"ping","c":(0|[1-9]\d{0,14}),"inCall":(true|false)\}$/;

const goodbye = Buffer.from('{"type":"bye"}');

/**
 * Reads a canonical heartbeat: most of what an idle line says, and a tenth of the time of a schema. `undefined` says nothing
 * about validity: the text then takes the way through `parseBrowserMessage`, and both ways always agree.
 */
export function readHeartbeat(frame: Buffer): Ping | undefined {
  if (frame.length > longest) return undefined;
  const [, c, inCall] = heartbeat.exec(frame.toString('latin1')) ?? [];
  return c === undefined ? undefined : { type: 'ping', c: Number(c), inCall: inCall === 'true' };
}

/** The message in one text frame, if a line that speaks `version` may say it. */
export function readBrowserText(frame: Buffer, version: string): BrowserMessage | undefined {
  const usual = readHeartbeat(frame) ?? readHello(frame);
  if (usual) return usual;
  if (frame.equals(goodbye)) return { type: 'bye' };
  const parsed = parseBrowserMessage(frame.toString('utf8'));
  return parsed.ok && !isAhead(parsed.message, version) ? parsed.message : undefined;
}
