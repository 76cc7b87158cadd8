/** A form on its way: being filled in, being sent, done; which problems are shown and when. */
import type { Field, FormValues, Problem } from './form.ts';

/**
 * `editing`: problems show from the first attempt on · `saving`: the server has it · `saved`. `failure` is why the last
 * attempt came back.
 */
export type FormFlow<Result, Failure> =
  | { phase: 'editing'; values: FormValues; problems: Problem[]; attempts: number; failure: Failure | undefined }
  | { phase: 'saving'; values: FormValues; attempts: number }
  | { phase: 'saved'; values: FormValues; result: Result };

export type FormFlowEvent<Result, Failure> =
  | { type: 'changed'; change: Partial<FormValues> }
  | { type: 'submitted' }
  | { type: 'saved'; result: Result }
  | { type: 'refused'; failure: Failure };

/** `show-problems` moves the focus to the summary: a person who cannot see the page must learn of it too. */
export type FormFlowEffect = { type: 'save'; values: FormValues } | { type: 'show-problems' };

export type CheckForm = (values: FormValues) => Problem[];

export function formFlowStart<Result, Failure>(values: FormValues): FormFlow<Result, Failure> {
  return { phase: 'editing', values, problems: [], attempts: 0, failure: undefined };
}

export function stepForm<Result, Failure>(
  flow: FormFlow<Result, Failure>,
  event: FormFlowEvent<Result, Failure>,
  check: CheckForm,
): { state: FormFlow<Result, Failure>; effects: FormFlowEffect[] } {
  switch (event.type) {
    case 'changed':
      return { state: changed(flow, event.change, check), effects: [] };
    case 'submitted':
      return submitted(flow, check);
    case 'saved':
      if (flow.phase !== 'saving') return { state: flow, effects: [] };
      return { state: { phase: 'saved', values: flow.values, result: event.result }, effects: [] };
    case 'refused': {
      if (flow.phase !== 'saving') return { state: flow, effects: [] };
      const { values, attempts } = flow;
      const state = { phase: 'editing' as const, values, problems: [], attempts, failure: event.failure };
      return { state, effects: [{ type: 'show-problems' }] };
    }
    default:
      return event satisfies never;
  }
}

function changed<Result, Failure>(
  flow: FormFlow<Result, Failure>,
  change: Partial<FormValues>,
  check: CheckForm,
): FormFlow<Result, Failure> {
  if (flow.phase !== 'editing') return flow;
  const values = { ...flow.values, ...change };
  // Somebody who has not finished typing is not told off.
  return { ...flow, values, problems: flow.attempts === 0 ? [] : check(values) };
}

function submitted<Result, Failure>(
  flow: FormFlow<Result, Failure>,
  check: CheckForm,
): { state: FormFlow<Result, Failure>; effects: FormFlowEffect[] } {
  if (flow.phase !== 'editing') return { state: flow, effects: [] };
  const { values } = flow;
  const problems = check(values);
  const attempts = flow.attempts + 1;
  if (problems.length > 0)
    return {
      state: { phase: 'editing', values, problems, attempts, failure: undefined },
      effects: [{ type: 'show-problems' }],
    };
  return { state: { phase: 'saving', values, attempts }, effects: [{ type: 'save', values }] };
}

/** The problem of one field, if it is to be shown. */
export function problemOf(problems: readonly Problem[], field: Field): Problem | undefined {
  return problems.find((problem) => problem.field === field);
}
