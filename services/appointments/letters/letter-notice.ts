/** Tells a guest by mail that a letter waits, with the link to the page; at most once an hour as long as nobody reads. */
import { advisorName } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { joinLink } from '../invitation-facts.ts';
import { enqueue } from '../outbox.ts';
import { linkOf } from '../requests/request-notice.ts';
import { openRequestCode } from '../requests/request-row.ts';
import type { letters } from '../schema-letters.ts';
import { openCode, openLinkSecret } from '../sealed-columns.ts';
import { factsOfBox, type LetterBox } from './letter-box.ts';

const quietMs = 60 * 60_000;

/** The join link, or the link to the request in person and before there is an appointment; null where no server knows it. */
function linkTo(context: Context, { appointment, request }: LetterBox): string | null {
  const { vault, settings } = context;
  if (appointment === null || appointment.mode === 'in-person') {
    return request === null ? null : linkOf(context, request, openRequestCode(vault, request));
  }
  const secret = openLinkSecret(vault, appointment);
  const code = appointment.codeMode === 'with-link' ? openCode(vault, appointment) : null;
  return secret === null ? null : joinLink(settings.publicUrl, appointment.id, secret, code);
}

/** Queues the notice of the letter `id`; `earlier` are the advisor's other letters of the day. */
export async function noticeOf(
  context: Context,
  tx: Transaction,
  box: LetterBox,
  letter: { id: string; earlier: readonly (typeof letters.$inferSelect)[]; guest: { name: string; email: string } },
): Promise<void> {
  const now = context.clock.now();
  const isTold = letter.earlier.some((one) => one.readAt === null && now - one.createdAt.getTime() < quietMs);
  if (isTold || letter.guest.email === '') return;
  const { advisorId, language, startsAt } = factsOfBox(box);
  const facts = {
    kind: 'letter' as const,
    letter: letter.id,
    about: (box.appointment ?? box.request).id,
    language,
    startsAtMs: startsAt.getTime(),
    issuedAtMs: now,
    guest: letter.guest,
    advisor: { name: await advisorName(tx, advisorId) },
    link: linkTo(context, box),
  };
  await enqueue(tx, context.vault, facts, now);
}
