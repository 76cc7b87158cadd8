/** Tickets that no honest issuer signs or no honest browser shows, each with the error and close code it earns. */
import { ticketAlgorithm, ticketType } from '@visavis/shared';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { bytes, type Person, type World } from '../support/signalling-world.ts';

export interface BadTicket {
  name: string;
  make(world: World, person: Person): Promise<string>;
  error?: string;
  code?: number;
}

const changed = (
  name: string,
  changes: (nowS: number) => Record<string, unknown>,
  more: Pick<BadTicket, 'error' | 'code'> = {},
): BadTicket => ({
  name,
  make: (world, person) => world.ticket(person, changes(Math.floor(world.clock.now() / 1000))),
  ...more,
});
const headed = (name: string, header: Record<string, unknown>): BadTicket => ({
  name,
  make: (world, person) => world.ticket(person, {}, header),
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same ticket with one part exchanged; the signature stays. */
const forged = (name: string, forge: (parts: [string, string, string]) => string[]): BadTicket => ({
  name,
  make: async (world, person) => {
    const [header = '', payload = '', signature = ''] = (await world.ticket(person)).split('.');
    return forge([header, payload, signature]).join('.');
  },
});

const signedBy = (name: string, alg: string, key: () => Promise<Parameters<SignJWT['sign']>[0]>): BadTicket => ({
  name,
  make: async (world, person) =>
    new SignJWT(world.claims(person)).setProtectedHeader({ alg, typ: ticketType }).sign(await key()),
});

export const badTickets: BadTicket[] = [
  { name: 'not a token', make: async () => 'aaaaaaaaaaaaaaaaaaaa.bbbb.cccc' },
  {
    name: 'an unsigned one (alg none)',
    make: async (world, person) => `${new UnsecuredJWT(world.claims(person)).encode()}AA`,
  },
  signedBy('signed by a stranger', ticketAlgorithm, async () => (await generateKeyPair(ticketAlgorithm)).privateKey),
  signedBy('signed with a shared secret (HS256)', 'HS256', async () => new Uint8Array(32)),
  signedBy('signed with ES256', 'ES256', async () => (await generateKeyPair('ES256')).privateKey),
  headed('called EdDSA', { alg: 'EdDSA' }),
  headed('of another type', { typ: 'JWT' }),
  headed('of the type of a resume token', { typ: 'visavis-resume+jwt' }),
  headed('with an unknown key id', { kid: 'another' }),
  headed('with a critical extension', { crit: ['urn:x'], 'urn:x': 1 }),
  forged('with another payload', ([header, , signature]) => [header, encode({ seat: 'advisor' }), signature]),
  forged('with alg none in the header', ([, payload, signature]) => [encode({ alg: 'none' }), payload, signature]),
  forged('with a cut signature', ([header, payload, signature]) => [header, payload, signature.slice(0, 40)]),
  forged('with another signature', ([header, payload]) => [header, payload, bytes(64)]),
  changed('of another issuer', () => ({ iss: 'https://evil.example' })),
  changed('for another audience', () => ({ aud: 'visavis-appointments' })),
  changed('for several audiences', () => ({ aud: ['visavis-signalling', 'other'] })),
  changed('expired', (now) => ({ iat: now - 80, exp: now - 20 }), { error: 'ticket-expired' }),
  changed('issued in the future', (now) => ({ iat: now + 30, exp: now + 60 })),
  changed('not valid yet', (now) => ({ nbf: now + 30 })),
  changed('older than its life', (now) => ({ iat: now - 100, exp: now + 20 }), { error: 'ticket-expired' }),
  changed('that lives two minutes', (now) => ({ exp: now + 120 })),
  changed('that never ends', () => ({ exp: undefined })),
  changed('without issue time', () => ({ iat: undefined })),
  changed('without an id', () => ({ jti: undefined })),
  changed('with an id of another shape', () => ({ jti: '1' })),
  changed('of another page', () => ({ incarnation: bytes(16) })),
  changed('without a device', () => ({ device: undefined })),
  changed('without a room', () => ({ room: undefined })),
  changed('with a room of another shape', () => ({ room: 'lobby' })),
  changed('with a room and a list of rooms', () => ({ rooms: [bytes(16)] })),
  changed('for an unknown seat', () => ({ seat: 'observer' })),
  changed('for a desk that names one room', () => ({ seat: 'desk' })),
  changed('for a desk of 201 rooms', () => ({
    seat: 'desk',
    room: undefined,
    rooms: Array.from({ length: 201 }, () => bytes(16)),
  })),
  changed('for a check that names a room', () => ({ seat: 'check' })),
  changed('without saying whether the line is sealed', () => ({ sealed: undefined })),
  changed('with a text as flag', () => ({ relayOnly: 'false' })),
  changed('for a room that is over', (now) => ({ until: now - 1 }), { error: 'room-over', code: 4410 }),
];
