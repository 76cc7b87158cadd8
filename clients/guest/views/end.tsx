/** After the conversation, or when the room stayed shut: the receipt, the way back, the remedy. */

import { limits } from '@visavis/shared';
import {
  Button,
  dateOf,
  HelpLine,
  LinkButton,
  Problem,
  telephoneHref,
  unbroken,
  useLanguage,
  useNow,
  useUiTexts,
} from '@visavis/ui';
import { Receipt } from '@visavis/ui/call/receipt.tsx';
import { useReceiptTexts } from '@visavis/ui/texts/receipt.ts';
import type { Facts, Place } from '../journey-types.ts';
import { useTexts } from '../texts/index.ts';
import { useAppointment } from './appointment-line.tsx';
import { CompanionEnd } from './companion.tsx';
import { FeedbackQuestion } from './feedback.tsx';
import { keptUntil, useKeptDays } from './kept-until.ts';
import type { PageProps } from './page-props.ts';

// One part of the page for all that few people see, because every part has its digest in the first one.
export { CompanionWaiting } from './companion.tsx';

/** Until when the room lets people back in, by the service's clock; 0 when unknown. */
function roomClosesAt(facts: Facts): number {
  const known = facts.appointment ?? facts.answer;
  if (!known) return 0;
  return Date.parse(known.startsAt) + known.durationMinutes * 60_000 + limits.roomClosesAfterMs;
}

type EndProps = PageProps & { at: Extract<Place, { phase: 'end' }> };

/** How it ended, for a guest or their companion. */
export const EndPage = (props: EndProps) =>
  props.facts.seat === 'companion' ? <CompanionEnd {...props} /> : <GuestEnd {...props} />;

/** The receipt of a conversation, with a way back while the room is open. */
function GuestEnd(props: EndProps) {
  const { facts, at, send } = props;
  const receipt = useReceiptTexts();
  const language = useLanguage();
  const { advisor, startsAtMs, durationMinutes = 0, now } = useAppointment(facts);
  const keptDays = useKeptDays();
  const place = { language, timeZone: facts.organisation?.timeZone };
  const endsAtMs = (startsAtMs ?? now) + durationMinutes * 60_000;
  const erasedBy = keptDays === undefined ? undefined : dateOf(keptUntil(endsAtMs, keptDays), place);
  const { reason } = at.end;
  const back = ['hung-up', 'peer-hung-up', 'left', 'replaced'].includes(reason) && now < roomClosesAt(facts);
  return (
    <div class="stack-loose">
      <Receipt end={at.end} peerName={advisor} erasedBy={erasedBy}>
        {back && (
          <>
            <p>{reason === 'replaced' ? receipt.closeWindow : receipt.backHint}</p>
            <div class="actions">
              <Button
                kind={reason === 'hung-up' ? 'plain' : 'primary'}
                icon="video"
                onClick={() => send({ type: 'return' })}
              >
                {reason === 'replaced' ? receipt.takeBack : receipt.back}
              </Button>
            </div>
          </>
        )}
      </Receipt>
      {at.end.talkedMs > 0 && facts.device && <FeedbackQuestion facts={facts} />}
      <HelpLine phone={facts.organisation?.phone} />
    </div>
  );
}

/** The room refused: why, what helps, whom to call. */
export function RefusedPage(props: PageProps & { at: Extract<Place, { phase: 'refused' }> }) {
  const { trouble } = props.at;
  const { end } = useTexts();
  const { words } = useUiTexts();
  const now = useNow(1_000);
  const waits = trouble.untilMs !== undefined && trouble.untilMs > now;
  const phone = props.facts.organisation?.phone;
  const closed = ['room-over', 'appointment-over', 'dismissed', 'forbidden'].includes(trouble.code);
  return (
    <Problem code={trouble.code} incident={trouble.incident} phone={closed ? undefined : phone}>
      {closed && phone && (
        <LinkButton kind="primary" icon="phone" href={telephoneHref(phone)}>
          {words.callUs(unbroken(phone))}
        </LinkButton>
      )}
      {!closed && (
        <Button kind="primary" icon="refresh-cw" busy={waits} onClick={() => props.send({ type: 'return' })}>
          {trouble.code === 'replaced' ? end.takeBack : end.again}
        </Button>
      )}
    </Problem>
  );
}
