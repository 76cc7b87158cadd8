/** The queue: one's place and the time in words, and the two ways out. */
import type { WalkIn } from '@visavis/shared';
import { Button, Chip, HelpLine, Notice, StepHeading, useLanguage, useNow, useUiTexts, whenOf } from '@visavis/ui';
import { useWakeLock } from '@visavis/ui/use-wake-lock.ts';
import { useTexts } from '../texts/index.ts';
import type { Waiting, WaitView } from '../waiting.ts';

export interface QueueProps {
  view: WaitView;
  walkIn: WalkIn;
  waiting: Pick<Waiting, 'decide'>;
  onCall: () => void;
}

export function QueuePage({ view, walkIn, waiting, onCall }: QueueProps) {
  const { queue } = useTexts();
  const language = useLanguage();
  useWakeLock();
  const title = walkIn.service?.[language] ?? walkIn.service?.de;
  return (
    <section class="stack-loose">
      {title !== undefined && (
        <div>
          <Chip icon="message-square-text">{title}</Chip>
        </div>
      )}
      <StepHeading title={walkIn.isOpen ? queue.title : queue.closedTitle} />
      <div class="stack" role="status">
        {walkIn.isOpen ? <Standing walkIn={walkIn} /> : <Closed view={view} opensAt={walkIn.opensAt} />}
      </div>
      {walkIn.isOpen && <p>{queue.nothingToDo}</p>}
      <div role="status">
        {view.isLost && (
          <Notice tone="warn" icon="wifi-off">
            <p>{queue.lost}</p>
          </Notice>
        )}
        {view.deciding === 'failed' && (
          <Notice tone="warn">
            <p>{queue.notDone}</p>
          </Notice>
        )}
      </div>
      <div class="actions">
        <Button kind={walkIn.isOpen ? 'plain' : 'primary'} icon="phone" onClick={onCall}>
          {queue.callMe}
        </Button>
        <Button icon="log-out" busy={view.deciding === 'busy'} onClick={() => waiting.decide('leave')}>
          {queue.leave}
        </Button>
      </div>
      <HelpLine phone={view.organisation?.phone} />
    </section>
  );
}

/** Only what is known: a time that nobody knows is not given. */
function Standing({ walkIn }: { walkIn: WalkIn }) {
  const { queue } = useTexts();
  const before = (walkIn.place ?? 1) - 1;
  const { waitMinutes } = walkIn;
  return (
    <>
      <p>
        <strong>{before === 0 ? queue.next : queue.before(before)}</strong>
      </p>
      <p>{waitMinutes === null ? queue.unknown : waitMinutes === 0 ? queue.soon : queue.minutes(waitMinutes)}</p>
    </>
  );
}

function Closed({ view, opensAt }: { view: WaitView; opensAt: string | null }) {
  const { queue } = useTexts();
  const { words } = useUiTexts();
  const language = useLanguage();
  const now = useNow(60_000);
  const place = { language, timeZone: view.organisation?.timeZone };
  return (
    <>
      <p>{opensAt === null ? queue.opensUnknown : queue.opens(whenOf(Date.parse(opensAt), now, place, words))}</p>
      <p>{queue.closedHelp}</p>
    </>
  );
}
