/** The booking page: its frame, its language, and the one view that fits where the person stands. */
import {
  applyAccent,
  Button,
  Frame,
  HelpLine,
  type Language,
  LanguageContext,
  Problem,
  pickLanguage,
  StepHeading,
  useNow,
  useUiTexts,
  useView,
} from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import type { Api } from './api.ts';
import type { Booking } from './booking.ts';
import { useLater } from './later.ts';
import { useTexts } from './texts/index.ts';
import { CheckPage } from './views/check.tsx';
import { ServicePage } from './views/choose-service.tsx';
import type { PageProps } from './views/page-props.ts';
import { PersonPage } from './views/person.tsx';
import { SlotPage } from './views/slot.tsx';

export interface AppProps {
  booking: Pick<Booking, 'view' | 'subscribe' | 'send'>;
  api: Api;
  /** What was chosen on this device before, and how to remember a new choice. */
  language: { chosen: string | undefined; remember(language: Language): void; browser: readonly string[] };
}

/** The whole page. */
export function App(props: AppProps) {
  const { organisation } = useView(props.booking);
  const [chosen, choose] = useState(props.language.chosen);
  const language = pickLanguage(chosen, undefined, props.language.browser);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => applyAccent(organisation?.accent), [organisation?.accent]);
  const onLanguage = (next: Language) => {
    props.language.remember(next);
    choose(next);
  };
  return (
    <LanguageContext.Provider value={language}>
      <Frame organisation={organisation} onLanguage={onLanguage} guest narrow>
        <Place {...props} />
      </Frame>
    </LanguageContext.Provider>
  );
}

const loadRequest = () => import('./views/request.tsx');
const loadMails = () => import('./views/mail-pages.tsx');

function Place({ booking, api }: AppProps) {
  const view = useView(booking);
  const { words } = useUiTexts();
  const now = useNow(30_000);
  const { at, organisation } = view;
  const page: PageProps = { booking: view, send: (event) => booking.send(event), now };
  const request = useLater(at.phase === 'request', loadRequest);
  const mails = useLater(at.phase === 'unconfirmed' || at.phase === 'lost', loadMails);
  const loading = <p class="loading">{words.loading}</p>;
  switch (at.phase) {
    case 'loading':
      return loading;
    case 'unreachable':
      return (
        <Problem {...at.trouble} phone={organisation?.phone}>
          <Button kind="primary" icon="refresh-cw" onClick={() => page.send({ type: 'retry' })}>
            {words.tryAgain}
          </Button>
        </Problem>
      );
    case 'closed':
      return <ClosedPage {...page} />;
    case 'broken-link':
      return <BrokenPage {...page} />;
    case 'step':
      return <Step {...page} at={at} />;
    case 'unconfirmed':
      return mails ? <mails.UnconfirmedPage {...at} organisation={organisation} /> : loading;
    case 'lost':
      return mails ? <mails.LostPage api={api} organisation={organisation} /> : loading;
    case 'request':
      if (!request) return loading;
      return (
        <request.RequestPage
          {...at}
          {...{ api, organisation, now }}
          onAnew={() => page.send({ type: 'anew' })}
          onLost={() => page.send({ type: 'lost' })}
        />
      );
    default:
      return at satisfies never;
  }
}

/** One question; the way back to an earlier request stands under the first of them. */
function Step(props: PageProps & { at: Extract<PageProps['booking']['at'], { phase: 'step' }> }) {
  const texts = useTexts();
  const { at, booking } = props;
  const isFirst = at.step === 'service' || (at.step === 'slot' && booking.services?.length === 1);
  return (
    <>
      {at.step === 'service' && <ServicePage {...props} />}
      {at.step === 'slot' && <SlotPage {...props} />}
      {at.step === 'person' && <PersonPage {...props} />}
      {at.step === 'check' && <CheckPage {...props} />}
      {isFirst && (
        <p class="way-back row">
          <span>{texts.lostLink}</span>
          <Button kind="quiet" small onClick={() => props.send({ type: 'lost' })}>
            {texts.broken.lost}
          </Button>
        </p>
      )}
    </>
  );
}

function ClosedPage({ booking }: PageProps) {
  const { closed } = useTexts();
  return (
    <section class="stack-loose">
      <StepHeading title={closed.title} />
      <p>{closed.words}</p>
      <HelpLine phone={booking.organisation?.phone} />
    </section>
  );
}

function BrokenPage({ booking, send }: PageProps) {
  const { broken } = useTexts();
  return (
    <section class="stack-loose">
      <StepHeading title={broken.title} />
      <p>{broken.words}</p>
      <div class="actions">
        <Button kind="primary" onClick={() => send({ type: 'lost' })}>
          {broken.lost}
        </Button>
        <Button onClick={() => send({ type: 'anew' })}>{broken.anew}</Button>
      </div>
      <HelpLine phone={booking.organisation?.phone} />
    </section>
  );
}
