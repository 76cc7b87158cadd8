/** Join links in the advisor's browser: making the secret, completing the link, reading it back from a sent mail. */
import { AppointmentId, DialInCode, LinkSecret, toBase64url } from '@visavis/shared';
import * as v from 'valibot';

/** 16 bytes of the browser's secure source as `k` (PROTOCOL.md §2): no server ever sees it. */
export function makeLinkSecret(fill: (bytes: Uint8Array<ArrayBuffer>) => void): LinkSecret {
  const bytes = new Uint8Array(16);
  fill(bytes);
  return v.parse(LinkSecret, toBase64url(bytes));
}

/** The server's link, which ends after the appointment, with `k` and, unless told separately, the code. */
export function completeLink(joinLink: string, k: string, code: string | undefined): string {
  return code === undefined ? `${joinLink}.${k}` : `${joinLink}.${k}.${code}`;
}

export type PastedLink =
  | { ok: true; k: LinkSecret; code: DialInCode | undefined }
  | { ok: false; reason: 'not-a-link' | 'other-appointment' };

/** What a pasted text holds: a whole mail, or the link with anything around it. */
export function readPastedLink(text: string, appointment: string): PastedLink {
  const links = text.matchAll(/#([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})(?:\.(\d{8}))?(?![A-Za-z0-9_-])/g);
  let reason: 'not-a-link' | 'other-appointment' = 'not-a-link';
  for (const [, id, k, code] of links) {
    const secret = v.safeParse(LinkSecret, k);
    if (!v.is(AppointmentId, id) || !secret.success) continue;
    if (id !== appointment) {
      reason = 'other-appointment';
      continue;
    }
    const dialIn = v.safeParse(DialInCode, code);
    return { ok: true, k: secret.output, code: dialIn.success ? dialIn.output : undefined };
  }
  return { ok: false, reason };
}

/** Digits in groups for reading aloud: `48291370` → `4829 1370`, `4711223310` → `4711 2233 10`. */
export function inGroups(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
