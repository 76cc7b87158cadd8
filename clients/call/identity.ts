/** Who this page is in which room, and whether it seals: read from the first admission and held to ever after. */
import { type Admission, type Incarnation, LinkSecret, type RoomId, VisavisError } from '@visavis/shared';
import * as v from 'valibot';
import type { Party } from './roles.ts';

export interface Identity {
  room: RoomId;
  self: Party;
  /** Undefined: this page speaks plain. A room whose ticket says `sealed` and a secret that is whole seal it. */
  linkSecret: LinkSecret | undefined;
  /** How often the operator has keys changed; the engine's own interval without. */
  changeKeysEveryMs?: number;
}

/** `linkSecret` of the page goes before the one that came with an advisor's ticket. A mangled one counts as none. */
export function identityOf(admission: Admission, incarnation: Incarnation, linkSecret: string | undefined): Identity {
  const secret = v.safeParse(LinkSecret, linkSecret ?? admission.linkSecret);
  return {
    room: admission.room,
    self: { seat: admission.seat, incarnation },
    linkSecret: admission.sealed && secret.success ? secret.output : undefined,
    ...(admission.changeKeysEveryS !== undefined && { changeKeysEveryMs: admission.changeKeysEveryS * 1_000 }),
  };
}

/** A later ticket must be for the same room, seat and seal: throws `forbidden` when it is not. */
export function holdTo(identity: Identity, later: Identity): void {
  const isSame =
    later.room === identity.room && later.self.seat === identity.self.seat && later.linkSecret === identity.linkSecret;
  if (!isSame) throw new VisavisError('forbidden', 'the new ticket is for another room, seat or seal');
}
