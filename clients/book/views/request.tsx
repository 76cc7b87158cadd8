/** The page of one request: where it stands, what happens next and until when, and what the guest can do. */
import type { GuestRequest, Organisation } from '@visavis/shared';
import { Button, type Fetch, HelpLine, Notice, StepHeading, useLanguage, useUiTexts } from '@visavis/ui';
import type { Api } from '../api.ts';
import { useLater } from '../later.ts';
import type { Mine } from '../link.ts';
import { useTexts } from '../texts/index.ts';
import { useRequestTexts } from '../texts/request.ts';
import { datedWords, momentWords } from '../when.ts';
import { Refusal } from './check.tsx';
import { RequestKeys, Sure } from './request-keys.tsx';
import { SlotChoice } from './slot.tsx';
import { type RequestPage as Page, useRequest } from './use-request.ts';

export interface RequestPageProps {
  api: Api;
  mine: Mine;
  /** Asked for a moment ago in this tab. */
  isFresh: boolean;
  organisation: Organisation | undefined;
  /** Milliseconds since 1970. */
  now: number;
  onAnew: () => void;
  onLost: () => void;
}

export function RequestPage(props: RequestPageProps) {
  const page = useRequest(props.api, props.mine);
  const { words } = useUiTexts();
  const { request, trouble } = page.state;
  if (request) {
    return page.state.asked === 'move' ? (
      <MovePage {...props} page={page} />
    ) : (
      <Standing {...props} page={page} request={request} />
    );
  }
  if (trouble?.code === 'not-admitted') return <UnknownPage {...props} />;
  return trouble ? (
    <Refusal trouble={trouble} phone={props.organisation?.phone} />
  ) : (
    <p class="loading">{words.loading}</p>
  );
}

export type StandingProps = RequestPageProps & { page: Page; request: GuestRequest };

/** What is so, in a sentence or two. */
function useWords({ request, organisation }: StandingProps): string {
  const texts = useRequestTexts();
  const { slot } = useTexts();
  const language = useLanguage();
  const { expiresAt } = request;
  const until =
    expiresAt === null ? '' : momentWords(Date.parse(expiresAt), language, organisation?.timeZone, slot.time);
  switch (request.status) {
    case 'unconfirmed':
    case 'requested':
      return texts.words[request.status](until);
    case 'proposed':
      return texts.words.proposed(request.advisor, until);
    case 'confirmed':
      return request.mode === 'video' ? texts.words.confirmed(request.advisor) : texts.words.inPerson(request.advisor);
    case 'moved':
      return texts.words[request.mode === 'video' ? 'moved' : 'movedInPerson'](request.advisor);
    default:
      return texts.words[request.status];
  }
}

function Standing(props: StandingProps) {
  const { request, page, organisation, isFresh } = props;
  const texts = useRequestTexts();
  const words = useWords(props);
  const isNew = isFresh && request.status === 'requested';
  const title = isNew ? texts.fresh : texts.title[request.status];
  return (
    <section class="stack-loose" key={request.status}>
      <StepHeading title={title} />
      <p>{words}</p>
      <Facts {...props} />
      {isNew && (
        <Notice icon="info">
          <p>{texts.mail}</p>
        </Notice>
      )}
      <Refusal trouble={page.state.trouble} phone={organisation?.phone} />
      {page.state.asked === undefined ? <RequestKeys {...props} /> : <Sure {...props} deed={page.state.asked} />}
      {withLetters.includes(request.status) && <LettersOf {...props} />}
      <HelpLine phone={organisation?.phone} />
    </section>
  );
}

/** While both have something to say to each other. */
const withLetters: readonly GuestRequest['status'][] = ['requested', 'proposed', 'confirmed', 'moved'];

const loadLetters = () => import('@visavis/ui/letters/index.ts');
const ask: Fetch = (path, init) => fetch(path, init);

/** Nothing is asked of the service before its key is pressed. */
function LettersOf({ mine: { request, code }, organisation }: StandingProps) {
  const letters = useLater(true, loadLetters);
  if (!letters) return null;
  return <letters.GuestLetters fetch={ask} about={{ request }} code={code} timeZone={organisation?.timeZone} />;
}

const isOver = (status: GuestRequest['status']) => ['declined', 'expired', 'cancelled', 'no-show'].includes(status);

/** When, how long, with whom; a time that no longer holds is struck out and named so. */
function Facts({ request, organisation, now }: StandingProps) {
  const { labels } = useRequestTexts();
  const texts = useTexts();
  const { words } = useUiTexts();
  const language = useLanguage();
  const place = { language, timeZone: organisation?.timeZone };
  const when = (at: string) => datedWords(Date.parse(at), now, place, words);
  const { status, wishedFor, startsAt } = request;
  return (
    <dl class="facts card">
      {wishedFor !== null && (
        <div>
          <dt>{status === 'moved' ? labels.before : labels.wished}</dt>
          <dd>
            <s>{when(wishedFor)}</s>
          </dd>
        </div>
      )}
      <div>
        <dt>{status === 'proposed' ? labels.proposed : labels.time}</dt>
        <dd>{isOver(status) ? <s>{when(startsAt)}</s> : <strong>{when(startsAt)}</strong>}</dd>
      </div>
      <div>
        <dt>{labels.how}</dt>
        <dd>
          {texts.mode[request.mode]}
          {request.place !== null && `, ${request.place}`}, {texts.minutes(request.durationMinutes)}
        </dd>
      </div>
      {['proposed', 'confirmed', 'moved', 'held'].includes(status) && (
        <div>
          <dt>{labels.advisor}</dt>
          <dd>{request.advisor}</dd>
        </div>
      )}
    </dl>
  );
}

/** Another slot instead of the one that was asked for. */
function MovePage({ page, organisation, now }: RequestPageProps & { page: Page }) {
  const texts = useRequestTexts();
  const { state, send, times } = page;
  const isAgreed = state.request?.status === 'confirmed' || state.request?.status === 'moved';
  return (
    <section class="stack-loose">
      <StepHeading title={texts.moving.title} />
      <p>{isAgreed ? texts.moving.agreed : texts.moving.words}</p>
      <div role="alert">
        {state.isTaken && (
          <Notice tone="warn">
            <p>{texts.moving.taken}</p>
          </Notice>
        )}
      </div>
      <Refusal trouble={state.trouble} phone={organisation?.phone} />
      <SlotChoice
        {...times}
        chosen={undefined}
        phone={organisation?.phone}
        now={now}
        onSlot={(startsAt) => send({ type: 'decided', answer: { answer: 'move', startsAt } })}
        onMonth={times.month}
      />
      <div class="actions">
        <Button icon="undo-2" onClick={() => send({ type: 'asked', deed: undefined })}>
          {texts.moving.back}
        </Button>
      </div>
    </section>
  );
}

/** Unknown, deleted and wrong look alike. */
function UnknownPage({ organisation, onAnew, onLost }: RequestPageProps) {
  const texts = useRequestTexts();
  const { broken } = useTexts();
  return (
    <section class="stack-loose">
      <StepHeading title={texts.unknown.title} />
      <p>{texts.unknown.words}</p>
      <div class="actions">
        <Button kind="primary" onClick={onLost}>
          {broken.lost}
        </Button>
        <Button onClick={onAnew}>{texts.anew}</Button>
      </div>
      <HelpLine phone={organisation?.phone} />
    </section>
  );
}
