/** One request: who asks for what and when, until when an answer is due, and the three keys. */
import type { AdvisorRequest } from '@visavis/shared';
import { Button, Chip, Icon, telephoneHref, useLanguage } from '@visavis/ui';
import { useEffect, useId, useRef } from 'preact/hooks';
import { LettersKey } from '../letters-key.tsx';
import { useSetting, useTimes } from '../setting.tsx';
import type { AnswerKind } from './answer-words.ts';
import { useRequestTexts } from './texts/index.ts';
import { nameOf, useWhenWords } from './use-answer.ts';

/** One key each, only while the focus is inside the request (WCAG 2.1.4). */
export const answerKeys: Record<string, AnswerKind> = { b: 'confirm', z: 'propose', a: 'decline' };

export interface CardProps {
  request: AdvisorRequest;
  busy: boolean;
  /** The first one of the list has the strong key. */
  isFirst: boolean;
  /** Takes the focus: the one before was just answered. */
  focused: boolean;
  onAnswer: (request: AdvisorRequest, kind: AnswerKind) => void;
}

/** Title of the service and how one meets. */
function useServiceWords() {
  const { requests } = useSetting();
  const language = useLanguage();
  const texts = useRequestTexts();
  return ({ service, mode, place }: AdvisorRequest) => {
    const found = requests.view.services.find(({ id }) => id === service);
    const title = (language === 'de' ? found?.texts.de : (found?.texts.en ?? found?.texts.de))?.title ?? service;
    return `${title} · ${mode === 'video' ? texts.video : texts.inPerson(place ?? '')}`;
  };
}

/** `1957-03-04` as `04.03.1957`. */
const dateWords = (day: string) => day.split('-').reverse().join('.');

export function RequestFacts({ request }: { request: AdvisorRequest }) {
  const texts = useRequestTexts();
  const times = useTimes();
  const when = useWhenWords();
  const service = useServiceWords();
  const { person, expiresAt, wishedFor, status } = request;
  const isProposal = status === 'proposed';
  const facts: [string, string | undefined][] = [
    [texts.when, wishedFor === null ? undefined : when(wishedFor)],
    [
      isProposal ? texts.proposedWhen : wishedFor === null ? texts.when : texts.proposedWhen,
      `${when(request.startsAt)} · ${texts.minutes(request.durationMinutes)}`,
    ],
    [texts.service, service(request)],
    [texts.insured, person.insuranceNumber],
    [texts.born, person.birthDate === undefined ? undefined : dateWords(person.birthDate)],
    [texts.subject, person.subject],
    [texts.until, expiresAt === null ? undefined : `${times.stamp(Date.parse(expiresAt))}`],
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
      <div>
        <dt>{texts.phone}</dt>
        <dd>
          <a class="telephone" href={telephoneHref(person.phone)}>
            <Icon name="phone" />
            <span class="nowrap numbers">{person.phone}</span>
          </a>
        </dd>
      </div>
    </dl>
  );
}

function Keys({ request, busy, isFirst, onAnswer }: CardProps) {
  const texts = useRequestTexts();
  const about = <span class="unseen"> ({nameOf(request)})</span>;
  const press = (kind: AnswerKind) => () => onAnswer(request, kind);
  const isAsked = request.status === 'requested';
  return (
    <div class="row">
      {isAsked && (
        <Button kind={isFirst ? 'primary' : 'plain'} icon="check" busy={busy} onClick={press('confirm')}>
          {busy ? texts.busy : texts.confirm}
          {about}
        </Button>
      )}
      <Button icon="calendar-clock" small onClick={press('propose')}>
        {texts.propose}
        {about}
      </Button>
      <Button icon="x" small onClick={press('decline')}>
        {texts.decline}
        {about}
      </Button>
      <LettersKey owner={{ of: 'requests', id: request.id }} unread={request.unread} name={nameOf(request)} />
    </div>
  );
}

/** A request that is still open. */
export function RequestCard(props: CardProps) {
  const { request, onAnswer } = props;
  const texts = useRequestTexts();
  const id = useId();
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (props.focused) element.current?.focus();
  }, [props.focused]);
  return (
    <article
      ref={element}
      class="card stack request"
      aria-labelledby={id}
      aria-keyshortcuts="B Z A"
      tabIndex={-1}
      onKeyDown={(event) => {
        const kind = event.ctrlKey || event.metaKey || event.altKey ? undefined : answerKeys[event.key.toLowerCase()];
        if (kind === undefined || (kind === 'confirm' && request.status !== 'requested')) return;
        event.preventDefault();
        onAnswer(request, kind);
      }}
    >
      <div class="row row-apart">
        <h3 id={id}>{nameOf(request)}</h3>
        <Chip tone={request.status === 'requested' ? 'warn' : 'plain'} icon="clock">
          {texts.status[request.status]}
        </Chip>
      </div>
      <RequestFacts request={request} />
      <Keys {...props} />
    </article>
  );
}
