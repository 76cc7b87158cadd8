/** Something that a section shows, loaded when it opens, again on demand, and put in its place after a change. */
import type { ApiError } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
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
  const load = () => {
    setFailure(undefined);
    ask().then(setValue, (error: unknown) => setFailure(asApiError(error)));
  };
  useEffect(load, []);
  return { value, failure, load, put: setValue };
}
