/** Pages before the door opens, or where it stays shut: too early, over, cancelled, unknown. They come when they are needed. */
import {
  Button,
  type Fetch,
  HelpLine,
  LinkButton,
  Notice,
  Problem,
  StepHeading,
  useLanguage,
  useUiTexts,
  whenOf,
} from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { calendarUrl } from '../calendar-file.ts';
import type { Place } from '../journey-types.ts';
import { useLater } from '../later.ts';
import { useTexts } from '../texts/index.ts';
import { MovedNotice, useAppointment, WhenChip } from './appointment-line.tsx';
import type { PageProps } from './page-props.ts';

type Early = Extract<Place, { phase: 'early' }>;

/** When to come, and what can be done until then. */
export function EarlyPage(props: PageProps & { at: Early }) {
  const { facts, at } = props;
  const texts = useTexts();
  const { words } = useUiTexts();
  const language = useLanguage();
  const { advisor, now } = useAppointment(facts);
  const place = { language, timeZone: facts.organisation?.timeZone };
  const opens = facts.answer && whenOf(Date.parse(facts.answer.opensAt), now, place, words);
  return (
    <section class="stack-loose">
      <WhenChip facts={facts} />
      <StepHeading title={texts.early.title(advisor)} />
      <MovedNotice facts={facts} />
      {at.tested && (
        <Notice tone="good" live>
          <p>{texts.early.tested}</p>
        </Notice>
      )}
      <p>
        {opens && texts.early.when(opens)} {texts.early.stay}
      </p>
      <div class="actions">
        <Button kind={at.tested ? 'plain' : 'primary'} icon="headphones" onClick={() => props.send({ type: 'test' })}>
          {at.tested ? texts.early.testAgain : texts.early.test}
        </Button>
        <CalendarButton {...props} />
      </div>
      <LettersOf facts={facts} />
    </section>
  );
}

const loadLetters = () => import('@visavis/ui/letters/index.ts');
const ask: Fetch = (path, init) => fetch(path, init);

/** Nothing is asked of the service before its key is pressed. */
function LettersOf({ facts }: Pick<PageProps, 'facts'>) {
  const { link, organisation } = facts;
  const letters = useLater(link !== undefined, loadLetters);
  if (!letters || !link) return null;
  return (
    <letters.GuestLetters
      fetch={ask}
      about={{ appointment: link.appointment }}
      code={link.code}
      timeZone={organisation?.timeZone}
    />
  );
}

function CalendarButton({ facts }: PageProps) {
  const texts = useTexts();
  const { answer, link } = facts;
  const [url, setUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (!answer?.calendar || !link) return;
    const made = calendarUrl(answer.calendar, link);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [answer?.calendar, link]);
  if (!url) return null;
  return (
    <LinkButton icon="calendar-plus" href={url} download={texts.early.calendarFile}>
      {texts.early.calendar}
    </LinkButton>
  );
}

/** Over or cancelled: what that means, and whom to call. */
export function ClosedPage(props: PageProps & { phase: 'over' | 'cancelled' }) {
  const texts = useTexts()[props.phase];
  return (
    <section class="stack-loose">
      <WhenChip facts={props.facts} />
      <StepHeading title={texts.title} />
      <p>{texts.text}</p>
      <HelpLine phone={props.facts.organisation?.phone} />
    </section>
  );
}

/** A link nobody knows: number and code are the other way in. */
export function UnknownPage(props: PageProps & { at: Extract<Place, { phase: 'unknown' }> }) {
  const texts = useTexts();
  const { trouble } = props.at;
  return (
    <Problem code={trouble.code} incident={trouble.incident} phone={props.facts.organisation?.phone}>
      <Button kind="primary" icon="keyboard" onClick={() => props.send({ type: 'by-number' })}>
        {texts.unknown.byNumber}
      </Button>
    </Problem>
  );
}
