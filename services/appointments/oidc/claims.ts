/** What the claims of a provider say of a person: who it is, by what name, and which roles. Pure. */
import { createHash } from 'node:crypto';
import type { Role } from '@visavis/shared';
import type { OidcSettings } from '../settings.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** A person as a provider describes them. */
export interface ProviderPerson {
  /** In our book: a digest, so that nothing of the provider's account is stored. */
  id: string;
  /** Undefined when the provider tells none. */
  name: string | undefined;
  roles: Role[];
}

const digest = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
const isObject = (value: unknown): value is Claims => typeof value === 'object' && value !== null;

/** The claim of this name; else, with dots, a claim inside another. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

function wordsOf(value: unknown): unknown[] {
  if (typeof value === 'string') return value.split(/\s+/);
  return Array.isArray(value) ? value : [];
}

/** The roles whose word is in the claim; what is there besides is none of our business. */
export function rolesOf(claims: Claims, settings: Pick<OidcSettings, 'roleClaim' | 'roles'>): Role[] {
  const words = wordsOf(claimAt(claims, settings.roleClaim));
  return (['advisor', 'lead', 'operator'] as const).filter((role) => words.includes(settings.roles[role]));
}

/** One line of at most 120 letters, as guests will read it. */
function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const name = value
    .replace(/[\p{Cc}\p{Cs}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
  return name === '' ? undefined : name;
}

/** Null without a usable id: then nobody can be told from anybody. */
export function personOf(claims: Claims, settings: OidcSettings): ProviderPerson | null {
  const id = claimAt(claims, settings.idClaim);
  if (typeof id !== 'string' || id === '' || id.length > 255) return null;
  return {
    id: `oidc-${digest(settings.issuer, settings.idClaim, id).slice(0, 22)}`,
    name: nameOf(claimAt(claims, settings.nameClaim)),
    roles: rolesOf(claims, settings),
  };
}

/** What sessions are found by when the provider ends them: digests of `sub` and `sid` of this issuer. */
export const subjectDigest = (issuer: string, sub: string): string => digest(issuer, 'sub', sub);
export const sessionDigest = (issuer: string, sid: string): string => digest(issuer, 'sid', sid);
