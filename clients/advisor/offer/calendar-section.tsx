/** The advisor's times in a calendar program: a secret address, made, renewed and withdrawn here, and told once. */
import type { CalendarFeed } from '@visavis/shared';
import { type ApiError, Button, Dialog, useLanguage, useUiTexts } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { asApiError, FailureNotice } from '../failure.tsx';
import { useSetting, useTimes } from '../setting.tsx';
import { ShownOnce } from '../shown-once.tsx';
import { useOfferTexts } from './texts/index.ts';

/** Which question is asked, or the address that was just made. */
type Step = 'renew' | 'withdraw' | { address: string };

/** What there is, and what can be done with it, one thing at a time; what went wrong stays until the next attempt. */
function useFeed() {
  const { parts } = useSetting();
  const language = useLanguage();
  const [feed, setFeed] = useState<CalendarFeed['feed'] | undefined>(undefined);
  const [step, setStep] = useState<Step | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | undefined>(undefined);
  const run = async (deed: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    await deed().catch((error: unknown) => setFailure(asApiError(error)));
    setBusy(false);
  };
  const load = async () => setFeed((await parts.booking.calendarFeed()).feed);
  const make = async () => {
    setStep(await parts.booking.makeCalendarFeed(language));
    await load();
  };
  const withdraw = async () => {
    await parts.booking.withdrawCalendarFeed();
    setStep(undefined);
    setFeed(null);
  };
  useEffect(() => void run(load), [parts]);
  return {
    ...{ feed, step, busy, failure, setStep },
    again: () => void run(load),
    make: () => void run(make),
    withdraw: () => void run(withdraw),
  };
}

type Feed = ReturnType<typeof useFeed>;

export function CalendarSection() {
  const { calendar: texts } = useOfferTexts();
  const { words } = useUiTexts();
  const feed = useFeed();
  const isKnown = feed.feed !== undefined;
  return (
    <section class="stack">
      <h2>{texts.title}</h2>
      <p class="soft">{texts.hint}</p>
      {feed.failure && feed.step === undefined && (
        <FailureNotice what={isKnown ? texts.failed : texts.notLoaded} error={feed.failure}>
          {!isKnown && (
            <Button icon="refresh-cw" small onClick={feed.again}>
              {words.tryAgain}
            </Button>
          )}
        </FailureNotice>
      )}
      {!isKnown && !feed.failure && <p role="status">{words.loading}</p>}
      {feed.feed === null && (
        <div>
          <Button icon="calendar-plus" busy={feed.busy} onClick={feed.make}>
            {texts.make}
          </Button>
        </div>
      )}
      {feed.feed && <Present feed={feed} />}
      {feed.step !== undefined && <FeedDialog feed={feed} step={feed.step} />}
    </section>
  );
}

function Present({ feed }: { feed: Feed }) {
  const { calendar: texts } = useOfferTexts();
  const times = useTimes();
  if (!feed.feed) return null;
  const { since, lastAskedAt } = feed.feed;
  const asked = lastAskedAt === null ? texts.never : texts.asked(times.day(Date.parse(lastAskedAt)));
  return (
    <>
      <p>
        {texts.since(times.day(Date.parse(since)))} {asked}
      </p>
      <div class="row">
        <Button icon="refresh-cw" onClick={() => feed.setStep('renew')}>
          {texts.renew}
        </Button>
        <Button icon="x" onClick={() => feed.setStep('withdraw')}>
          {texts.withdraw}
        </Button>
      </div>
    </>
  );
}

/** A question before what ends the present address; then the new one, which is shown only here and now. */
function FeedDialog({ feed, step }: { feed: Feed; step: Step }) {
  const { calendar: texts } = useOfferTexts();
  const { words } = useUiTexts();
  const close = () => feed.setStep(undefined);
  if (typeof step === 'object') return <Made address={step.address} onClose={close} />;
  const isRenewal = step === 'renew';
  return (
    <Dialog
      title={isRenewal ? texts.renewTitle : texts.withdrawTitle}
      onClose={close}
      foot={
        <>
          <Button
            kind={isRenewal ? 'primary' : 'stop'}
            busy={feed.busy}
            onClick={isRenewal ? feed.make : feed.withdraw}
          >
            {isRenewal ? texts.renew : texts.withdraw}
          </Button>
          <Button onClick={close}>{words.cancel}</Button>
        </>
      }
    >
      {feed.failure && <FailureNotice what={texts.failed} error={feed.failure} focused />}
      <p>{isRenewal ? texts.renewHint : texts.withdrawHint}</p>
    </Dialog>
  );
}

function Made({ address, onClose }: { address: string; onClose: () => void }) {
  const { calendar: texts } = useOfferTexts();
  const { made: title, once, secret: hint, copy, done } = texts;
  return (
    <ShownOnce {...{ title, once, hint, copy, done }} secret={address} onClose={onClose}>
      <p>{texts.how}</p>
    </ShownOnce>
  );
}
