/** A small TURN client (RFC 8656): allocates, asks for permissions, and passes single packets through its allocation. */
import { type Clock, systemClock } from '@visavis/runtime';
import type { TurnCredentials } from './credentials.ts';
import {
  decodeData,
  encodeStun,
  longTermKey,
  newTransaction,
  type StunAnswer,
  type StunAttribute,
  type StunMethod,
} from './stun.ts';
import { type PeerAddress, readXorAddress, xorAddress } from './stun-address.ts';
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
  /** Where peers reach it. @throws {TurnRefused} 401 for wrong credentials, 440 for a family that the relay has not */
  allocate(family: AddressFamily): Promise<PeerAddress>;
  /** Null when the relay would send there, else its error code: 403 for a denied address. @throws {TurnRefused} */
  permission(address: string): Promise<number | null>;
  /** Lets the relay send `data` to a peer that it has permission for (RFC 8656 §11.1); nothing tells whether it arrives. */
  send(peer: PeerAddress, data: Buffer): void;
  /** Gives whatever peers with permission send to `listener`. */
  receive(listener: (data: Buffer, from: PeerAddress) => void): void;
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

function relayedPlace({ errorCode, attributes, transaction }: StunAnswer): PeerAddress {
  const relayed = attributes.get('xorRelayedAddress');
  const place = relayed && readXorAddress(relayed, transaction);
  if (errorCode !== null || !place) throw new TurnRefused('allocate', errorCode);
  return place;
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
      const place = relayedPlace(answer);
      isAllocated = true;
      return place;
    },
    async permission(address) {
      const peer: AttributesFor = (transaction) => [['xorPeerAddress', xorAddress(address, 9, transaction)]];
      return (await request('createPermission', peer)).errorCode;
    },
    send({ address, port }, data) {
      const transaction = newTransaction();
      const peer: Attributes = [['xorPeerAddress', xorAddress(address, port, transaction)]];
      line.tell(encodeStun({ method: 'send', transaction, attributes: [...peer, ['data', data]] }));
    },
    receive(listener) {
      line.listen((message) => {
        const heard = decodeData(message);
        if (heard) listener(heard.data, heard.from);
      });
    },
    close() {
      closing ??= release();
      return closing;
    },
  };
}
