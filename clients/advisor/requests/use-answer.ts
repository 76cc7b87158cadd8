/** Sends answers to requests, keeps the day and the list in step, and says in words what came of it. */
import type { AdvisorDecision, AdvisorRequest } from '@visavis/shared';
import { type ApiError, useLanguage } from '@visavis/ui';
import { useState } from 'preact/hooks';
import type * as v from 'valibot';
import { asApiError } from '../failure.tsx';
import { useSetting, useTimes } from '../setting.tsx';
import { doneWords, type Outcry, overtakenWords } from './answer-words.ts';
import { useRequestTexts } from './texts/index.ts';

/** First and last name. */
export const nameOf = ({ person }: AdvisorRequest): string => `${person.firstName} ${person.lastName}`;

/** Day and time in the words of the page. */
export function useWhenWords(): (moment: string) => string {
  const texts = useRequestTexts();
  const times = useTimes();
  return (moment) => texts.at(times.day(Date.parse(moment)), times.time(Date.parse(moment)));
}

export interface Answering {
  /** Id of the request whose answer is on its way. */
  busy: string | undefined;
  said: Outcry | undefined;
  failure: ApiError | undefined;
  /** `overtaken`: somebody or the clock was faster · `failed`: it never arrived; all is as it was. */
  answer(
    request: AdvisorRequest,
    decision: v.InferInput<typeof AdvisorDecision>,
  ): Promise<'done' | 'overtaken' | 'failed'>;
}

export function useAnswer(): Answering {
  const { parts, day, requests } = useSetting();
  const texts = useRequestTexts();
  const when = useWhenWords();
  const language = useLanguage();
  const [busy, setBusy] = useState<string | undefined>(undefined);
  const [said, setSaid] = useState<{ outcry: Outcry; language: string } | undefined>(undefined);
  const [failure, setFailure] = useState<ApiError | undefined>(undefined);
  const answer: Answering['answer'] = async (request, decision) => {
    if (busy !== undefined) return 'failed';
    setBusy(request.id);
    setFailure(undefined);
    const name = nameOf(request);
    const say = (outcry: Outcry) => setSaid({ outcry, language });
    try {
      const changed = await parts.booking.answerRequest(request.id, decision);
      requests.put(changed);
      say(doneWords(decision.answer, name, when(changed.startsAt), texts));
      if (decision.answer === 'confirm') await day.refresh();
      return 'done';
    } catch (thrown) {
      const error = asApiError(thrown);
      setSaid(undefined);
      if (error.code !== 'conflict' && error.code !== 'not-found') {
        setFailure(error);
        return 'failed';
      }
      await requests.refresh();
      const now = [...requests.view.open, ...requests.view.ended].find(({ id }) => id === request.id);
      say(overtakenWords(decision.answer, name, now, texts));
      return 'overtaken';
    } finally {
      setBusy(undefined);
    }
  };
  return { busy, failure, said: said?.language === language ? said.outcry : undefined, answer };
}
