/** Runs a form's flow: checks, saves, and moves the focus to what went wrong. */
import type { ApiError } from '@visavis/ui';
import { useRef, useState } from 'preact/hooks';
import { asApiError } from './failure.tsx';
import type { Field, FormSetting, FormValues } from './form.ts';
import { problemsIn } from './form.ts';
import { type FormFlow, type FormFlowEvent, formFlowStart, stepForm } from './form-flow.ts';

export interface FormUse<Result> {
  flow: FormFlow<Result, ApiError>;
  change: (change: Partial<FormValues>) => void;
  submit: () => void;
  /** Counts the failed attempts: the summary takes the focus at each. */
  shown: number;
}

/** `save` runs once for every accepted attempt; `onSaved` when it went well. */
export function useForm<Result>(options: {
  start: () => FormValues;
  fields: readonly Field[];
  setting: () => FormSetting;
  save: (values: FormValues) => Promise<Result>;
  onSaved: (result: Result) => void;
}): FormUse<Result> {
  const [flow, setFlow] = useState(() => formFlowStart<Result, ApiError>(options.start()));
  const [shown, setShown] = useState(0);
  const current = useRef(flow);
  const latest = useRef(options);
  latest.current = options;
  const handle = (event: FormFlowEvent<Result, ApiError>): void => {
    const { fields, setting } = latest.current;
    const step = stepForm(current.current, event, (values) => problemsIn(values, fields, setting()));
    current.current = step.state;
    setFlow(step.state);
    for (const effect of step.effects) {
      if (effect.type === 'show-problems') setShown((count) => count + 1);
      else void run(effect.values);
    }
  };
  const run = async (values: FormValues) => {
    try {
      const result = await latest.current.save(values);
      handle({ type: 'saved', result });
      latest.current.onSaved(result);
    } catch (error) {
      handle({ type: 'refused', failure: asApiError(error) });
    }
  };
  return {
    flow,
    change: (change) => handle({ type: 'changed', change }),
    submit: () => handle({ type: 'submitted' }),
    shown,
  };
}
