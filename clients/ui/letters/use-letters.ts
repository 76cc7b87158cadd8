/** The letters of one conversation in a page: loaded once opened, marked as read by that, written one at a time. */
import { type LetterList, longestLetter } from '@visavis/shared';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api-request.ts';
import type { LetterWays } from './ways.ts';

const asApiError = (error: unknown) => (error instanceof ApiError ? error : new ApiError('internal', { cause: error }));

export type LetterProblem = { kind: 'missing' } | { kind: 'too-long'; over: number };

/** What is wrong with the words, if anything. */
export function letterProblem(text: string): LetterProblem | undefined {
  const { length } = text.trim();
  if (length === 0) return { kind: 'missing' };
  return length > longestLetter ? { kind: 'too-long', over: length - longestLetter } : undefined;
}

export interface Writing {
  list: LetterList | undefined;
  notLoaded: ApiError | undefined;
  /** Loads them once more after that. */
  loadAgain(): void;
  text: string;
  problem: LetterProblem | undefined;
  state: 'editing' | 'sending' | 'sent';
  notSent: ApiError | undefined;
  change(text: string): void;
  send(): Promise<void>;
}

/** Mount it where a person has just asked to see the letters: opening is reading. */
export function useLetters(ways: LetterWays): Writing {
  const [list, setList] = useState<LetterList | undefined>(undefined);
  const [notLoaded, setNotLoaded] = useState<ApiError | undefined>(undefined);
  const [tries, setTries] = useState(0);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<LetterProblem | undefined>(undefined);
  const [state, setState] = useState<Writing['state']>('editing');
  const [notSent, setNotSent] = useState<ApiError | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    setNotLoaded(undefined);
    ways.read().then(
      (found) => !isGone && setList(found),
      (error: unknown) => !isGone && setNotLoaded(asApiError(error)),
    );
    return () => {
      isGone = true;
    };
  }, [ways, tries]);
  const send = async () => {
    if (state === 'sending') return;
    const found = letterProblem(text);
    setProblem(found);
    setNotSent(undefined);
    if (found !== undefined) return;
    setState('sending');
    try {
      setList(await ways.write(text.trim()));
      setText('');
      setState('sent');
    } catch (error) {
      setNotSent(asApiError(error));
      setState('editing');
    }
  };
  const change = (value: string) => {
    setText(value);
    setState('editing');
    if (problem !== undefined) setProblem(letterProblem(value));
  };
  const loadAgain = () => setTries(tries + 1);
  return { list, notLoaded, loadAgain, text, problem, state, notSent, change, send };
}
