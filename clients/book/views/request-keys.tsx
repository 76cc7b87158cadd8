/** What the guest of a request can press, by where it stands; whatever ends or binds something asks once more. */
import { limits } from '@visavis/shared';
import { Button, LinkButton } from '@visavis/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Deed } from '../request-step.ts';
import { useRequestTexts } from '../texts/request.ts';
import type { StandingProps } from './request.tsx';

/** "Withdraw" before there is an appointment, "cancel" after. */
const sideOf = ({ request }: Pick<StandingProps, 'request'>) =>
  request.status === 'confirmed' || request.status === 'moved' ? 'confirmed' : 'open';

export function RequestKeys(props: StandingProps) {
  const texts = useRequestTexts();
  const { request, page } = props;
  const ask = (deed: Deed) => page.send({ type: 'asked', deed });
  switch (request.status) {
    case 'unconfirmed':
      return (
        <div class="actions">
          <Button
            kind="primary"
            icon="check"
            busy={page.state.isBusy}
            onClick={() => page.send({ type: 'decided', answer: { answer: 'confirm' } })}
          >
            {texts.confirm}
          </Button>
          <Button onClick={() => ask('cancel')}>{texts.cancel.unconfirmed}</Button>
        </div>
      );
    case 'requested':
    case 'proposed':
      return (
        <div class="actions">
          {request.status === 'proposed' && (
            <Button kind="primary" icon="check" onClick={() => ask('accept')}>
              {texts.accept}
            </Button>
          )}
          <Button icon="calendar-clock" onClick={() => ask('move')}>
            {texts.move}
          </Button>
          <Button icon="x" onClick={() => ask('cancel')}>
            {texts.cancel.open}
          </Button>
        </div>
      );
    case 'confirmed':
    case 'moved':
      return <ConfirmedKeys {...props} onAsk={ask} />;
    default:
      return (
        <div class="actions">
          <Button kind="primary" icon="calendar-plus" onClick={props.onAnew}>
            {texts.anew}
          </Button>
        </div>
      );
  }
}

/** The way in once the room is open, before that the test; calendar, another time, and the way out. The links open beside this page: it may be in the organisation's own. */
function ConfirmedKeys({ request, now, onAsk }: StandingProps & { onAsk: (deed: Deed) => void }) {
  const texts = useRequestTexts();
  const { visit, startsAt } = request;
  const isOpen = now >= Date.parse(startsAt) - limits.roomOpensBeforeMs;
  return (
    <div class="actions">
      {visit?.joinLink && isOpen && (
        <LinkButton kind="primary" icon="video" href={visit.joinLink} newTab>
          {texts.join}
        </LinkButton>
      )}
      {visit?.joinLink && (
        <LinkButton kind={isOpen ? 'plain' : 'primary'} icon="headphones" href={`${visit.joinLink}.test`} newTab>
          {texts.test}
        </LinkButton>
      )}
      {visit && <CalendarKey {...visit} />}
      <Button icon="calendar-clock" onClick={() => onAsk('move')}>
        {texts.reschedule}
      </Button>
      <Button icon="x" onClick={() => onAsk('cancel')}>
        {texts.cancel.confirmed}
      </Button>
    </div>
  );
}

/** The calendar file with the person's own link in it, made here. */
function CalendarKey({ calendar, joinLink }: { calendar: string; joinLink: string | null }) {
  const texts = useRequestTexts();
  const [url, setUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    const made = URL.createObjectURL(
      new Blob([calendar.replaceAll('{link}', joinLink ?? '')], { type: 'text/calendar' }),
    );
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [calendar, joinLink]);
  if (!url) return null;
  return (
    <LinkButton icon="calendar-plus" href={url} download={texts.calendarFile}>
      {texts.calendar}
    </LinkButton>
  );
}

/** One question before something ends or binds; the focus is on it, and Escape goes back. */
export function Sure(props: StandingProps & { deed: Deed }) {
  const { sure } = useRequestTexts();
  const { page, deed } = props;
  const question = deed === 'accept' ? 'accept' : sideOf(props);
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => element.current?.focus(), []);
  const back = () => {
    page.send({ type: 'asked', deed: undefined });
    // This key goes, and so did the one before: a reader goes on at the beginning.
    document.querySelector('h1')?.focus();
  };
  return (
    <fieldset
      class="card card-now stack"
      aria-labelledby="sure"
      onKeyDown={(event) => {
        if (event.key === 'Escape') back();
      }}
    >
      <h2 id="sure" ref={element} tabIndex={-1}>
        {sure[question]}
      </h2>
      {deed === 'cancel' && <p>{sure.words}</p>}
      <div class="actions">
        <Button
          kind={deed === 'accept' ? 'primary' : 'stop'}
          busy={page.state.isBusy}
          onClick={() => page.send({ type: 'decided', answer: { answer: deed === 'accept' ? 'accept' : 'cancel' } })}
        >
          {sure.yes[question]}
        </Button>
        <Button onClick={back}>{sure.no}</Button>
      </div>
    </fieldset>
  );
}
