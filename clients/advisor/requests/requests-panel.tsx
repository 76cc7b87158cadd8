/** What of the requests stands on the day page: the first to run out, and the way to all of them. */
import { Button, useView } from '@visavis/ui';
import { useSetting } from '../setting.tsx';
import { RequestCards } from './request-list.tsx';
import { waitingFor } from './request-store.ts';
import { useRequestTexts } from './texts/index.ts';

const mostOnTheDay = 1;

/** Nothing at all while nobody asks and nothing was answered: the day belongs to the appointments. */
export function RequestsPanel({ onAll }: { onAll: () => void }) {
  const { requests } = useSetting();
  const { open } = useView(requests);
  const texts = useRequestTexts();
  const waiting = waitingFor(open);
  return (
    <section class="stack" aria-labelledby="requests-title">
      <h2 id="requests-title" class={waiting.length === 0 ? 'unseen' : undefined}>
        {waiting.length === 0 ? texts.title : texts.count(waiting.length)}
      </h2>
      <RequestCards requests={waiting} most={mostOnTheDay} isMain={false} />
      {open.length > 0 && (
        <div>
          <Button icon="arrow-right" small onClick={onAll}>
            {texts.all(open.length)}
          </Button>
        </div>
      )}
    </section>
  );
}
