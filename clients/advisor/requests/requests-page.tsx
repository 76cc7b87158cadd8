/** All requests: those that wait for the advisor, those that wait for the guest, and what became of the others. */
import type { AdvisorRequest } from '@visavis/shared';
import { Button, Chip, StepHeading, useUiTexts, useView } from '@visavis/ui';
import { FailureNotice } from '../failure.tsx';
import { useSetting } from '../setting.tsx';
import { RequestCards } from './request-list.tsx';
import { waitingFor } from './request-store.ts';
import { useRequestTexts } from './texts/index.ts';
import { nameOf, useWhenWords } from './use-answer.ts';

function EndedList({ ended }: { ended: readonly AdvisorRequest[] }) {
  const texts = useRequestTexts();
  const when = useWhenWords();
  if (ended.length === 0) return null;
  return (
    <section class="stack-tight">
      <h2>{texts.ended}</h2>
      <ul class="entries">
        {ended.slice(0, 30).map((request) => (
          <li key={request.id} class="entry entry-past">
            <span>{when(request.startsAt)}</span>
            <h3>{nameOf(request)}</h3>
            <Chip>{texts.status[request.status]}</Chip>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function RequestsPage() {
  const { requests } = useSetting();
  const view = useView(requests);
  const texts = useRequestTexts();
  const { words } = useUiTexts();
  const waiting = waitingFor(view.open);
  const proposed = view.open.filter(({ status }) => status === 'proposed');
  return (
    <div class="day-main stack-loose">
      <StepHeading title={texts.title}>{waiting.length > 0 ? texts.count(waiting.length) : texts.title}</StepHeading>
      {view.list === 'loading' && <p role="status">{words.loading}</p>}
      {view.list === 'failed' && view.failure && (
        <FailureNotice what={texts.failed} error={view.failure}>
          <Button icon="refresh-cw" small onClick={() => void requests.refresh()}>
            {words.tryAgain}
          </Button>
        </FailureNotice>
      )}
      {view.list === 'ready' && waiting.length === 0 && (
        <div class="card stack-tight">
          <p>
            <strong>{texts.none}</strong>
          </p>
          <p class="soft">{texts.noneHelp}</p>
        </div>
      )}
      <section class="stack">
        <h2 class={waiting.length === 0 ? 'unseen' : undefined}>{texts.waitingList}</h2>
        {waiting.length > 0 && <p class="soft">{texts.keys}</p>}
        <RequestCards requests={waiting} most={waiting.length} isMain />
      </section>
      {proposed.length > 0 && (
        <section class="stack">
          <h2>{texts.proposedList}</h2>
          <RequestCards requests={proposed} most={proposed.length} isMain={false} />
        </section>
      )}
      <EndedList ended={view.ended} />
    </div>
  );
}
