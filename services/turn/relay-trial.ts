/** Tries whether a relay carries between two of its own allocations, as people do who use the relay only, and whom else it reaches. */
import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '@visavis/runtime';
import type { TurnCredentials } from './credentials.ts';
import { decodeStun, encodeStun, newTransaction } from './stun.ts';
import type { PeerAddress } from './stun-address.ts';
import { openTurnClient, type TurnClient } from './turn-client.ts';
import type { TurnServer } from './turn-line.ts';

/**
 * What an attacker would ask a relay for first: cloud metadata, and one of each private range; the first of these may be the
 * relay's own address or another relay's, so a range counts only where a second address of it is reached too.
 */
const innerPeers: readonly (readonly [string, ...string[]])[] = [
  ['169.254.169.254'],
  ['10.1.2.3', '10.203.57.89'],
  ['172.17.0.1', '172.29.81.43'],
  ['192.168.1.1', '192.168.203.57'],
];

export interface RelayTrial {
  /** Where peers are told to reach one of its places. */
  relayed: string;
  /** The first address of each of the inner ranges that it would send to; empty is good. */
  reached: string[];
  /** `carried`; `lost` when a packet did not come through; or the relay's code, 403 when it denies its own address. */
  between: 'carried' | 'lost' | number;
  /** Whether a packet reached a port of the relay's machine that is not one of an allocation: here, its own listening one. */
  reachesItsHost: boolean;
}

/** A packet is sent anew after each of these; the relay is near itself, so the sum is the patience. */
const waitsMs = [100, 200, 400, 600];

/** Sends until something fits, or the waits are over. */
function echoed(
  from: TurnClient,
  peer: PeerAddress,
  data: Buffer,
  heardBy: TurnClient,
  fits: (data: Buffer) => boolean,
  clock: Clock,
): Promise<boolean> {
  return new Promise((resolve) => {
    let cancel = () => {};
    let attempt = 0;
    const next = () => {
      const waitMs = waitsMs[attempt++];
      if (waitMs === undefined) return resolve(false);
      from.send(peer, data);
      cancel = clock.after(waitMs, next);
    };
    heardBy.receive((heard) => {
      if (!fits(heard)) return;
      cancel();
      resolve(true);
    });
    next();
  });
}

/** An allocation, and where peers reach it. */
interface Place {
  client: TurnClient;
  place: PeerAddress;
}

async function carriesBetween(one: Place, other: Place, clock: Clock): Promise<RelayTrial['between']> {
  const answers = [one.client.permission(other.place.address), other.client.permission(one.place.address)];
  const [here, there] = await Promise.all(answers);
  const refused = here ?? there ?? null;
  if (refused !== null) return refused;
  const token = randomBytes(16);
  const fits = (data: Buffer) => data.equals(token);
  return (await echoed(one.client, other.place, token, other.client, fits, clock)) ? 'carried' : 'lost';
}

/** Asks the relay's listening port for an address, through the relay. */
function reachesHost({ client, place }: Place, port: number, clock: Clock): Promise<boolean> {
  const transaction = newTransaction();
  const question = encodeStun({ method: 'binding', transaction, attributes: [] });
  const isAnswer = (data: Buffer) => decodeStun(data)?.transaction.equals(transaction) === true;
  return echoed(client, { address: place.address, port }, question, client, isAnswer, clock);
}

async function judge(one: Place, other: Place, port: number, clock: Clock): Promise<RelayTrial> {
  const ask = (addresses: readonly string[]) => Promise.all(addresses.map((address) => one.client.permission(address)));
  const codes = await Promise.all(innerPeers.map(ask));
  const reached = innerPeers
    .filter((_range, index) => codes[index]?.every((code) => code === null))
    .map(([first]) => first);
  const between = await carriesBetween(one, other, clock);
  return {
    relayed: one.place.address,
    reached,
    between,
    reachesItsHost: between === 'carried' && (await reachesHost(one, port, clock)),
  };
}

/**
 * Two allocations with one credential, IPv4. Sends a handful of packets, all to the relay itself; for inner
 * addresses it asks for permission only. Takes a second and a half at most, besides some ten round trips.
 * @throws {TurnRefused} when the relay does not answer, or gives no allocation
 */
export async function tryRelay(
  server: TurnServer,
  credentials: TurnCredentials,
  clock: Clock = systemClock,
  signal?: AbortSignal,
): Promise<RelayTrial> {
  const opened: TurnClient[] = [];
  const close = () => Promise.all(opened.map((client) => client.close()));
  signal?.addEventListener('abort', () => void close());
  const open = async (): Promise<Place> => {
    const client = await openTurnClient(server, credentials, clock);
    opened.push(client);
    return { client, place: await client.allocate('ipv4') };
  };
  try {
    // Both, whatever comes of one: what is open is closed below.
    const [one, other] = await Promise.allSettled([open(), open()]);
    if (one.status === 'rejected') throw one.reason;
    if (other.status === 'rejected') throw other.reason;
    return await judge(one.value, other.value, server.port, clock);
  } finally {
    await close();
  }
}
