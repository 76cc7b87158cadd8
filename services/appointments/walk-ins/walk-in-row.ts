/** A stored person of the queue: sealed columns, the state for the machine, and how advisors see them. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type ServiceOffer, WalkInId, type WalkInPerson, WalkInSecret } from '@visavis/shared';
import * as v from 'valibot';
import type { Vault } from '../encryption.ts';
import type { walkIns } from '../schema-walk-ins.ts';
import type { WalkInState } from './walk-in-state.ts';

export type WalkInRow = typeof walkIns.$inferSelect;
type Column = 'name_enc' | 'insurance_enc' | 'phone_enc';

const place = (column: Column, id: string) => ({ table: 'walk_ins', column, id });

export const sealOf = (vault: Vault, id: string, column: Column, text: string): string =>
  vault.seal(text, place(column, id));

/** What was forgotten reads as nothing. @throws {SealBroken} */
const opened = (vault: Vault, id: string, column: Column, sealed: string | null): string | null =>
  sealed === null ? null : vault.open(sealed, place(column, id));

/** The number to be called at. @throws {SealBroken} */
export const openPhone = (vault: Vault, row: WalkInRow) => opened(vault, row.id, 'phone_enc', row.phoneEnc);

export const newWalkInId = (): WalkInId => v.parse(WalkInId, randomBytes(16).toString('base64url'));
export const newWalkInSecret = (): WalkInSecret => v.parse(WalkInSecret, randomBytes(32).toString('base64url'));

const digest = (secret: string) => createHash('sha256').update(secret).digest();
export const secretDigest = (secret: WalkInSecret): string => digest(secret).toString('base64url');

/** In constant time. */
export const isSecretOf = (row: Pick<WalkInRow, 'secretSha256'>, secret: WalkInSecret): boolean =>
  timingSafeEqual(Buffer.from(row.secretSha256, 'base64url'), digest(secret));

export function stateOf(row: WalkInRow): WalkInState {
  switch (row.phase) {
    case 'waiting':
      return { phase: row.phase, joinedAtMs: row.joinedAt.getTime(), seenAtMs: row.seenAt.getTime() };
    case 'call-me':
    case 'taken':
      return { phase: row.phase, changedAtMs: row.changedAt.getTime() };
    case 'over':
    case 'left':
    case 'called':
    case 'expired':
      return { phase: row.phase };
    default:
      return row.phase satisfies never;
  }
}

/** The titles of a service that is still on offer. */
export const titleOf = (services: readonly ServiceOffer[], id: string): { de: string; en?: string } | null => {
  const texts = services.find((one) => one.id === id)?.texts;
  if (texts === undefined) return null;
  return { de: texts.de.title, ...(texts.en === undefined ? {} : { en: texts.en.title }) };
};

/** @throws {SealBroken} */
export function personOf(vault: Vault, row: WalkInRow, services: readonly ServiceOffer[]): WalkInPerson {
  const since = row.phase === 'call-me' ? row.changedAt : row.joinedAt;
  return {
    id: v.parse(WalkInId, row.id),
    name: opened(vault, row.id, 'name_enc', row.nameEnc) ?? '',
    insuranceNumber: opened(vault, row.id, 'insurance_enc', row.insuranceEnc) ?? '',
    service: row.serviceId,
    title: titleOf(services, row.serviceId),
    language: row.language,
    since: since.toISOString(),
    phone: openPhone(vault, row),
  };
}
