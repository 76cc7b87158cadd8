/** Guests who ask for a slot over the interface, as the public page does: with work, consent and everything about a person. */
import { createHash } from 'node:crypto';
import { BookingAnswer, SlotAnswer, WorkChallenge } from '@visavis/shared';
import * as v from 'valibot';
import { leadingZeroBits } from '../../../services/appointments/requests/work.ts';
import type { System } from './system.ts';

function nonceFor({ challenge, bits }: WorkChallenge): string {
  for (let tried = 0; ; tried++) {
    const nonce = tried.toString(36);
    const digest = createHash('sha256').update(`${challenge}.${nonce}`).digest();
    if (leadingZeroBits(digest) >= bits) return nonce;
  }
}

const get = async <S extends v.GenericSchema>(system: System, path: string, schema: S) =>
  v.parse(schema, await (await fetch(system.url + path)).json());

/** Asks for the slot that is `ahead` places from the next free one; answers the request with the guest's code. */
export async function askFor(system: System, firstName: string, lastName: string, ahead = 0) {
  const { days } = await get(system, '/api/v1/book/slots?service=beratung&days=7', SlotAnswer);
  const startsAt = days.flatMap(({ slots }) => slots)[ahead] ?? '';
  const given = await get(system, '/api/v1/book/challenge', WorkChallenge);
  const answer = await fetch(`${system.url}/api/v1/book/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      service: 'beratung',
      startsAt,
      language: 'de',
      person: {
        salutation: 'none',
        firstName,
        lastName,
        phone: '030 1234567',
        email: `${lastName.toLowerCase()}@example.org`,
        insuranceNumber: 'A123456780',
      },
      consent: { version: '2026-11' },
      work: { challenge: given.challenge, nonce: nonceFor(given) },
    }),
  });
  const made = v.parse(BookingAnswer, await answer.json());
  if (made.outcome !== 'requested') throw new Error(`asking came to ${made.outcome}`);
  return { ...made.request, code: made.code };
}
