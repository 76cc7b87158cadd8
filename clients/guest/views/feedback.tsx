/** The one question after a conversation: voluntary, three faces with their words, and nothing that says who answered. */
import type { Feedback } from '@visavis/shared';
import { apiRequest, inTime } from '@visavis/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { Facts } from '../journey-types.ts';
import { useFeedbackTexts } from '../texts/feedback.ts';

type Answer = Feedback['feedback'];
const answers: readonly Answer[] = ['good', 'fair', 'poor'];

/** How the mouth of each face goes. */
const mouths: Record<Answer, string> = { good: 'M7 14q5 5 10 0', fair: 'M8 15.5h8', poor: 'M7 17q5-5 10 0' };

/** Who was there is shown by the device's token, for the service to count once; see `feedback.ts` there. */
async function give(facts: Facts, feedback: Answer): Promise<void> {
  const { link, number, device } = facts;
  const whose = link ? { appointment: link.appointment } : { number };
  await apiRequest(
    inTime((path, init) => fetch(path, init)),
    {
      method: 'POST',
      path: '/api/v1/feedback',
      body: { ...whose, device, feedback },
      answer: v.undefined(),
    },
  );
}

export function FeedbackQuestion({ facts }: { facts: Facts }) {
  const texts = useFeedbackTexts();
  const [state, setState] = useState<'open' | 'busy' | 'given' | 'failed'>('open');
  const place = useRef<HTMLElement>(null);
  // The faces go once one was pressed; the focus stays with the answer.
  useEffect(() => {
    if (state !== 'open' && state !== 'busy' && document.activeElement === document.body) place.current?.focus();
  }, [state]);
  const choose = (answer: Answer) => {
    if (state === 'busy') return;
    setState('busy');
    give(facts, answer).then(
      () => setState('given'),
      () => setState('failed'),
    );
  };
  return (
    <section ref={place} tabIndex={-1} class="card stack-tight" aria-labelledby="feedback-title">
      <h2 id="feedback-title">{texts.question}</h2>
      <div role="status">
        {state === 'given' && <p>{texts.thanks}</p>}
        {state === 'failed' && <p>{texts.failed}</p>}
      </div>
      {(state === 'open' || state === 'busy') && (
        <>
          <p class="soft">{texts.voluntary}</p>
          <div class="actions">
            {answers.map((answer) => (
              <button key={answer} type="button" class="button" onClick={() => choose(answer)}>
                <svg
                  class="icon"
                  viewBox="0 0 24 24"
                  fill="none"
                  stroke="currentColor"
                  stroke-width="2"
                  aria-hidden="true"
                >
                  <circle cx="12" cy="12" r="10" />
                  <path d={`M9 9h.01M15 9h.01${mouths[answer]}`} stroke-linecap="round" />
                </svg>
                <span>{texts.answers[answer]}</span>
              </button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
