/** Every mail that the service sends: each kind in both languages, by video and in person, as the parts compose them. */
import { RequestId } from '@visavis/shared';
import * as v from 'valibot';
import { companionMailKinds } from '../../services/appointments/companions/companion-facts.ts';
import { composeCompanionMail } from '../../services/appointments/companions/companion-mail.ts';
import { invitationKinds, type Mail } from '../../services/appointments/invitations/facts.ts';
import { composeInvitation } from '../../services/appointments/invitations/invitation.ts';
import { composeLetterMail } from '../../services/appointments/letters/letter-mail.ts';
import { requestMailKinds } from '../../services/appointments/requests/request-facts.ts';
import { composeRequestMail } from '../../services/appointments/requests/request-mail.ts';
import { invitationFacts, invitationSettings } from './invitation-facts.ts';

const startsAtMs = Date.parse('2026-11-26T09:00:00Z');
const issuedAtMs = Date.parse('2026-11-22T11:00:00Z');
const wishedForMs = Date.parse('2026-11-25T09:00:00Z');
/** As long as names get, so that lines have something to break. */
const guest = { name: 'Grete Oberhauser-Lüdenscheidt', email: 'grete@example.org' };
const advisor = { name: 'Frau Berger' };
const requestLink = 'https://video.example.de/book#AAAAAAAAAAAAAAAAAAAAAA.12345678';

function invitationsIn(language: 'de' | 'en'): [string, Mail][] {
  const places = [
    ['video', null],
    ['in-person', 'Lindenstraße 12, 10969 Berlin, Zimmer 204'],
  ] as const;
  return places.flatMap(([meeting, place]) =>
    invitationKinds
      .filter((kind) => place === null || kind !== 'code')
      .map((kind): [string, Mail] => {
        const facts = invitationFacts({
          ...{ kind, language, place, guest, startsAtMs },
          ...(kind === 'move' ? { sequence: 1, movedFromMs: wishedForMs } : {}),
          ...(kind === 'cancel' ? { sequence: 2, joinLink: null } : {}),
        });
        return [`${meeting}-${kind}`, composeInvitation(facts, invitationSettings)];
      }),
  );
}

function requestsIn(language: 'de' | 'en'): [string, Mail][] {
  const request = v.parse(RequestId, 'A'.repeat(22));
  return requestMailKinds.map((kind) => {
    const isOpen = kind === 'verify' || kind === 'received' || kind === 'proposed';
    const facts = {
      ...{ kind, request, language, startsAtMs, issuedAtMs, guest, advisor },
      wishedForMs: kind === 'proposed' ? wishedForMs : null,
      expiresAtMs: isOpen ? Date.parse('2026-11-24T11:00:00Z') : null,
      link: isOpen || kind === 'link' ? requestLink : null,
      ...(kind === 'declined' ? { reason: 'by-phone' as const } : {}),
    };
    return [`request-${kind}`, composeRequestMail(facts, invitationSettings)];
  });
}

function othersIn(language: 'de' | 'en'): [string, Mail][] {
  const joinLink = 'https://video.example.de/j#Zm9vYmFyYmF6cXV4MTIzNA.c2VjcmV0c2VjcmV0c2VjcmU.48291370';
  const to = { name: 'Aylin Demirkan', email: 'aylin@example.net' };
  const companions = companionMailKinds.map((kind): [string, Mail] => {
    const about = { kind, companion: 'c1', language, startsAtMs, durationMinutes: 30, issuedAtMs, to, advisor };
    const facts = { ...about, joinLink: kind === 'cancel' ? null : joinLink };
    return [`companion-${kind}`, composeCompanionMail(facts, invitationSettings)];
  });
  const about = { kind: 'letter' as const, letter: 'l1', about: 'a1', language, startsAtMs, issuedAtMs };
  const letter = composeLetterMail({ ...about, guest, advisor, link: requestLink }, invitationSettings);
  return [...companions, ['letter', letter]];
}

/** By name, `video-invite-de`. */
export const everyMail: readonly [string, Mail][] = (['de', 'en'] as const).flatMap((language) =>
  [...invitationsIn(language), ...requestsIn(language), ...othersIn(language)].map(([name, mail]): [string, Mail] => [
    `${name}-${language}`,
    mail,
  ]),
);
