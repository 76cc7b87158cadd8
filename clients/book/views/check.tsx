/** Everything once more, the terms, and the press that makes the wish binding. */
import type { ErrorCode } from '@visavis/shared';
import { Button, HelpLine, LegalLink, Notice, Tick, useLanguage, useNow, useUiTexts } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StepName, Trouble } from '../booking-types.ts';
import { groupedNumber, personOf } from '../draft.ts';
import { dayAt } from '../slots.ts';
import { useTexts } from '../texts/index.ts';
import { dateWords, dayWords, ownTime, ownZone, timeAt } from '../when.ts';
import { newWishKey } from '../wish-key.ts';
import { ServiceWords } from './choose-service.tsx';
import type { PageProps } from './page-props.ts';
import { StepHead } from './step-head.tsx';

/** After this the person is told why it takes a moment. */
const lateMs = 1_500;

export function CheckPage(props: PageProps) {
  const { booking, send } = props;
  const texts = useTexts();
  const language = useLanguage();
  useEffect(() => {
    if (booking.isAgreementMissing) document.getElementById('check-agreed')?.focus();
  }, [booking.isAgreementMissing]);
  return (
    <section class="stack-loose">
      <StepHead booking={booking} send={send} step="check" title={texts.check.title} />
      <Review {...props} />
      <form
        noValidate
        class="stack-loose"
        onSubmit={(event) => {
          event.preventDefault();
          send({ type: 'send', language, key: newWishKey() });
        }}
      >
        <Terms {...props} />
        <p>{texts.check.binding}</p>
        <Refusal
          trouble={booking.trouble}
          phone={booking.organisation?.phone}
          words={{ conflict: texts.check.ended }}
        />
        <SendButton booking={booking} />
      </form>
    </section>
  );
}

function Line(props: { what: string; step?: StepName; send: PageProps['send']; children: ComponentChildren }) {
  const texts = useTexts();
  const { step } = props;
  return (
    <div>
      <dt>{props.what}</dt>
      <dd>{props.children}</dd>
      {step && (
        <dd class="change">
          <Button kind="quiet" small onClick={() => props.send({ type: 'change', step })}>
            {texts.check.change}
            <span class="unseen">: {props.what}</span>
          </Button>
        </dd>
      )}
    </div>
  );
}

function Review({ booking, send }: PageProps) {
  const { check, person: words, slot } = useTexts();
  const language = useLanguage();
  const { draft, services = [], organisation } = booking;
  const service = services.find(({ id }) => id === draft.service);
  const person = personOf(draft.typed);
  const zone = organisation?.timeZone;
  if (!service || !person || draft.startsAt === undefined || zone === undefined) return null;
  const atMs = Date.parse(draft.startsAt);
  const own = ownTime(atMs, language, zone, ownZone());
  const salutation = person.salutation === 'none' ? '' : `${words.salutations[person.salutation]} `;
  return (
    <dl class="facts review card">
      <Line what={check.service} {...(services.length > 1 ? { step: 'service' } : {})} send={send}>
        <ServiceWords service={service} />
      </Line>
      <Line what={check.time} step="slot" send={send}>
        <strong>
          {dayWords(dayAt(atMs, zone), language, true)}, {slot.time(timeAt(atMs, language, zone))}
        </strong>
        {own !== undefined && ` (${slot.atYours(own)})`}
      </Line>
      <Line what={check.person} step="person" send={send}>
        {salutation}
        {person.firstName} {person.lastName}
      </Line>
      <Line what={check.reach} step="person" send={send}>
        {person.phone}
        <br />
        {person.email}
      </Line>
      {person.insuranceNumber !== undefined && (
        <Line what={check.identity} step="person" send={send}>
          {groupedNumber(person.insuranceNumber)}
        </Line>
      )}
      {person.birthDate !== undefined && (
        <Line what={check.birth} step="person" send={send}>
          {dateWords(person.birthDate, language)}
        </Line>
      )}
      <Line what={check.subject} step="person" send={send}>
        {person.subject ?? check.noSubject}
      </Line>
    </dl>
  );
}

/** The tick, and both documents beside it, each in its own tab. */
function Terms({ booking, send }: PageProps) {
  const { check } = useTexts();
  const { words } = useUiTexts();
  return (
    <div class="stack-tight">
      <Tick
        id="check-agreed"
        checked={booking.agreed}
        error={booking.isAgreementMissing && check.agreeMissing}
        onChange={(agreed) => send({ type: 'agreed', agreed })}
      >
        {check.agree}
      </Tick>
      <p class="row">
        <LegalLink href="/terms">{words.terms}</LegalLink>
        <LegalLink href="/privacy">{words.privacy}</LegalLink>
        {booking.organisation && <span class="soft">({check.version(booking.organisation.consent.version)})</span>}
      </p>
    </div>
  );
}

/** Why the request was not taken, how long to wait, and whom to call. Nothing that was typed is lost. */
export function Refusal(props: {
  trouble: Trouble | undefined;
  phone: string | undefined;
  /** Where a code means something else than elsewhere. */
  words?: Partial<Record<ErrorCode, { what: string; now: string }>>;
}) {
  const { check } = useTexts();
  const { errors, words } = useUiTexts();
  const now = useNow(1_000);
  const { trouble } = props;
  const said = trouble && (props.words?.[trouble.code] ?? errors[trouble.code]);
  const seconds = trouble?.untilMs === undefined ? 0 : Math.ceil((trouble.untilMs - now) / 1000);
  return (
    <div class="stack" role="alert">
      {said && (
        <>
          <Notice tone="stop">
            <p>
              <strong>{said.what}</strong>
            </p>
            {/* Counts each second: aloud only when it is over. */}
            <p aria-live={seconds > 0 ? 'off' : undefined}>
              {seconds > 0 ? check.wait(words.wait(seconds)) : said.now}
            </p>
          </Notice>
          <HelpLine phone={props.phone} incident={trouble?.incident} />
        </>
      )}
    </div>
  );
}

function SendButton({ booking }: Pick<PageProps, 'booking'>) {
  const { check } = useTexts();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!booking.isSending) return;
    const timer = setTimeout(() => setLate(true), lateMs);
    return () => clearTimeout(timer);
  }, [booking.isSending]);
  return (
    <div class="stack">
      <div class="actions">
        <Button kind="primary" type="submit" icon="calendar" busy={booking.isSending}>
          {booking.isSending ? check.busy : check.submit}
        </Button>
      </div>
      <p role="status">{isLate ? check.late : ''}</p>
    </div>
  );
}
