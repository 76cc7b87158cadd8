/** Saves something and says how that went; what was typed stays where it is. */
import type { ApiError } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { asApiError } from '../failure.tsx';

export interface Saving {
  state: 'idle' | 'saving' | 'saved';
  failure: ApiError | undefined;
  /** Something was changed since. */
  touch(): void;
  /** True when it went well. */
  save(deed: () => Promise<void>): Promise<boolean>;
}

export function useSaving(): Saving {
  const [state, setState] = useState<Saving['state']>('idle');
  const [failure, setFailure] = useState<ApiError | undefined>(undefined);
  return {
    state,
    failure,
    touch: () => setState('idle'),
    async save(deed) {
      setState('saving');
      setFailure(undefined);
      try {
        await deed();
        setState('saved');
        return true;
      } catch (error) {
        setFailure(asApiError(error));
        setState('idle');
        return false;
      }
    },
  };
}
