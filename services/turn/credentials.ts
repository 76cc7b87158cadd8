/** Time-limited relay credentials (draft-uberti-behave-turn-rest-00), as signalling makes them for browsers. */
import { createHmac, randomBytes } from 'node:crypto';

export interface TurnCredentials {
  username: string;
  password: string;
}

/** `expiresAtSeconds` is seconds since 1970; a negative time to live makes credentials that are refused. */
export function turnCredentials(secret: string, expiresAtSeconds: number): TurnCredentials {
  const username = `${Math.floor(expiresAtSeconds)}:${randomBytes(8).toString('hex')}`;
  return { username, password: createHmac('sha1', secret).update(username).digest('base64') };
}
