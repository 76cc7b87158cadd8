/** Something that a section shows, loaded when it opens, again on demand, and put in its place after a change. */
import type { ApiError } from '@visavis/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import { asApiError } from '../failure.tsx';

export interface Loaded<T> {
  value: T | undefined;
  failure: ApiError | undefined;
  load(): void;
  put(value: T): void;
}

export function useLoaded<T>(ask: () => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T | undefined>(undefined);
  const [failure, setFailure] = useState<ApiError | undefined>(undefined);
  const turn = useRef(0);
  const load = () => {
    turn.current += 1;
    const own = turn.current;
    // An answer that was overtaken by a later one says nothing any more.
    const last =
      <Found>(take: (found: Found) => void) =>
      (found: Found) => {
        if (own === turn.current) take(found);
      };
    setFailure(undefined);
    ask().then(
      last(setValue),
      last((error: unknown) => setFailure(asApiError(error))),
    );
  };
  const put = (found: T) => {
    turn.current += 1;
    setValue(found);
  };
  useEffect(load, []);
  return { value, failure, load, put };
}
