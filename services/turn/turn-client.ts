/** A small TURN client (RFC 8656): allocates, asks for permissions, and never sends a byte of data. */
import { type Clock, systemClock } from '@visavis/runtime';
import type { TurnCredentials } from './credentials.ts';
import {
  encodeStun,
  longTermKey,
  newTransaction,
  type StunAnswer,
  type StunAttribute,
  type StunMethod,
  xorAddress,
} from './stun.ts';
import { openTurnLine, type TurnLine, type TurnServer } from './turn-line.ts';

/** The relay does not answer, or does not give an allocation; `code` is its STUN error code, null for silence. */
export class TurnRefused extends Error {
  readonly code: number | null;
  constructor(what: string, code: number | null) {
    super(code === null ? `${what}: no answer` : `${what}: refused with ${code}`);
    this.name = 'TurnRefused';
    this.code = code;
  }
}

export type AddressFamily = 'ipv4' | 'ipv6';

export interface TurnClient {
  /** @throws {TurnRefused} 401 for wrong credentials, 440 for a family that the relay has not */
  allocate(family: AddressFamily): Promise<void>;
  /** Null when the relay would send there, else its error code: 403 for a denied address. @throws {TurnRefused} */
  permission(address: string): Promise<number | null>;
  /** Gives the allocation back and closes the socket. Idempotent. */
  close(): Promise<void>;
}

const families: Record<AddressFamily, number> = { ipv4: 0x01, ipv6: 0x02 };
const udpTransport = Buffer.from([17, 0, 0, 0]);
const seconds = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

type Attributes = [StunAttribute, Buffer][];

type AttributesFor = (transaction: Buffer) => Attributes;

/** Signed requests, one after the other: a first 401 and a stale nonce (438) bring the challenge that is then answered (RFC 8489 §9.2). */
function createExchange(line: TurnLine, { username, password }: TurnCredentials) {
  let challenge: { realm: Buffer; nonce: Buffer } | null = null;
  const once = async (method: StunMethod, attributesFor: AttributesFor): Promise<StunAnswer> => {
    const transaction = newTransaction();
    const attributes = attributesFor(transaction);
    if (challenge) {
      const { realm, nonce } = challenge;
      attributes.push(['username', Buffer.from(username)], ['realm', realm], ['nonce', nonce]);
    }
    const key = challenge ? longTermKey(username, challenge.realm.toString(), password) : undefined;
    const answer = await line.ask(encodeStun({ method, transaction, attributes }, key), transaction);
    if (!answer) throw new TurnRefused(method, null);
    return answer;
  };
  return async (method: StunMethod, attributesFor: AttributesFor): Promise<StunAnswer> => {
    const answer = await once(method, attributesFor);
    const isChallenge = answer.errorCode === 438 || (answer.errorCode === 401 && challenge === null);
    const [realm, nonce] = [answer.attributes.get('realm'), answer.attributes.get('nonce')];
    if (!isChallenge || !realm || !nonce) return answer;
    challenge = { realm, nonce };
    return once(method, attributesFor);
  };
}

/** Opens a line to the relay; one client holds one allocation at most. @throws as `openTurnLine` */
export async function openTurnClient(
  server: TurnServer,
  credentials: TurnCredentials,
  clock: Clock = systemClock,
): Promise<TurnClient> {
  const line = await openTurnLine(server, clock);
  const request = createExchange(line, credentials);
  let isAllocated = false;
  let closing: Promise<void> | undefined;
  const release = async (): Promise<void> => {
    if (isAllocated) await request('refresh', () => [['lifetime', seconds(0)]]).catch(() => undefined);
    line.close();
  };
  return {
    async allocate(family) {
      const answer = await request('allocate', () => [
        ['requestedTransport', udpTransport],
        ['requestedAddressFamily', Buffer.from([families[family], 0, 0, 0])],
        ['lifetime', seconds(600)],
      ]);
      if (answer.errorCode !== null) throw new TurnRefused('allocate', answer.errorCode);
      isAllocated = true;
    },
    async permission(address) {
      const peer: AttributesFor = (transaction) => [['xorPeerAddress', xorAddress(address, 9, transaction)]];
      return (await request('createPermission', peer)).errorCode;
    },
    close() {
      closing ??= release();
      return closing;
    },
  };
}
