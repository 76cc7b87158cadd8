/** What happens when a companion is invited or withdrawn: the link, its secret, and what a running call is told. */
import type { Call } from '@visavis/call';
import {
  type Appointment,
  type CreatedCompanion,
  type ExpectedCompanion,
  fillDraft,
  type MailDraft,
  type NewCompanion,
} from '@visavis/shared';
import { closesAt } from './day.ts';
import { completeLink, makeLinkSecret, readPastedLink } from './join-link.ts';
import type { Parts } from './parts.ts';

/** Where this browser keeps the secret of a companion's link that it made itself. */
const keptAs = (appointment: string): string => `${appointment}.companion`;

/** A link with everything that is shown only once. */
export interface MadeCompanion {
  link: string;
  appointment: Appointment;
  /** To be sent by hand; undefined where the service mails. */
  draft: MailDraft | undefined;
  mailedTo: string | undefined;
}

type Expecting = Pick<Call, 'expectCompanion'>;

/** Tells `call` whom to expect. A secret that only another browser has is no reason to let anybody in. */
export function expect(
  parts: Pick<Parts, 'links'>,
  call: Expecting,
  appointment: string,
  companion: ExpectedCompanion | undefined,
): void {
  const linkSecret = companion?.linkSecret ?? (companion && parts.links.find(keptAs(appointment))?.k);
  call.expectCompanion(
    companion && linkSecret ? { name: companion.name, kind: companion.kind, linkSecret } : undefined,
  );
}

/** The link as a whole: from the service, or with the secret that is made here where the advisor mails by hand. */
function wholeLink(parts: Parts, appointment: Appointment, created: CreatedCompanion): { link: string; k: string } {
  if (created.companion.linkSecret === 'service') {
    const read = readPastedLink(created.joinLink, appointment.id);
    return { link: created.joinLink, k: read.ok ? read.k : '' };
  }
  const k = makeLinkSecret(parts.random);
  const until = closesAt(Date.parse(appointment.startsAt), appointment.durationMinutes);
  parts.links.keep(keptAs(appointment.id), { k, code: created.dialInCode, until });
  return { link: completeLink(created.joinLink, k, created.dialInCode), k };
}

/**
 * Invites, and lets a running call know. The secret is made where that of the guest's link is made.
 * @throws {ApiError}
 */
export async function invite(
  parts: Parts,
  appointment: Appointment,
  wish: NewCompanion,
  call?: Expecting,
): Promise<MadeCompanion> {
  const created = await parts.api.inviteCompanion(appointment.id, { ...wish, linkSecret: appointment.linkSecret });
  const { link, k } = wholeLink(parts, appointment, created);
  const { companion, draft } = created;
  call?.expectCompanion({ name: companion.name, kind: companion.kind, linkSecret: k });
  return {
    link,
    appointment: { ...appointment, companion },
    draft: draft && fillDraft(draft, link),
    mailedTo: draft === undefined ? (companion.email ?? undefined) : undefined,
  };
}

/** Takes the invitation back; whoever is in the conversation by it leaves it. @throws {ApiError} */
export async function withdraw(parts: Parts, appointment: Appointment, call?: Expecting): Promise<Appointment> {
  await parts.api.withdrawCompanion(appointment.id);
  parts.links.forget(keptAs(appointment.id));
  call?.expectCompanion(undefined);
  return { ...appointment, companion: null };
}
