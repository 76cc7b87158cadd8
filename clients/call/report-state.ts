/** What there is to tell of a call: a pure machine over the views that the call showed. */
import { type CallReport, reportSteps, type SetupReport, type SetupResult, stepOf } from '@visavis/shared';
import type { CallDetails } from './call-view.ts';
import type { Seen } from './report-face.ts';

/** So long after both pressed start without a conversation, the set-up has failed. */
export const setupMs = 30_000;
/** So long after the conversation began, what is not known of its beginning stays out of the report. */
export const settleMs = 6_000;

interface Start {
  since: number;
  soundMs: number | undefined;
  pictureMs: number | undefined;
}

/** `setup` `idle` not both have pressed · `starting` · `settling` they talk, and the figures are not complete · `told`. */
export interface ReportState {
  readonly setup:
    | { readonly phase: 'idle' | 'told' }
    | ({ readonly phase: 'starting' } & Start)
    | ({ readonly phase: 'settling'; readonly until: number } & Start);
  /** When the conversation was first seen. */
  readonly talkingAt: number | undefined;
  readonly last: Seen | undefined;
  readonly isOver: boolean;
}

export type ToldSetup = Omit<SetupReport, 'browser' | 'major' | 'device'>;
export type ReportStep = { state: ReportState; tell: (ToldSetup | CallReport)[] };

export const newReport: ReportState = {
  setup: { phase: 'idle' },
  talkingAt: undefined,
  last: undefined,
  isOver: false,
};

/** When the next `tick` is due. */
export function reportDeadline({ setup }: ReportState): number | undefined {
  if (setup.phase === 'starting') return setup.since + setupMs;
  return setup.phase === 'settling' ? setup.until : undefined;
}

/** The call showed something else. */
export function seeView(state: ReportState, seen: Seen): ReportStep {
  if (state.isOver) return { state, tell: [] };
  const { phase } = seen.view;
  const isOver = phase === 'ended' || phase === 'refused';
  const talkingAt = state.talkingAt ?? (phase === 'talking' ? seen.at : undefined);
  const step = settle(measure(begin(state.setup, seen), seen), seen);
  const tell: ReportStep['tell'] = step.result === undefined ? [] : [setupOf(step, seen)];
  if (isOver && talkingAt !== undefined) tell.push(callOf(talkingAt, seen));
  return { state: { setup: step.setup, talkingAt, last: seen, isOver }, tell };
}

/** Time went by. */
export function tickReport(state: ReportState, at: number): ReportStep {
  const due = reportDeadline(state);
  if (state.last === undefined || due === undefined || at < due) return { state, tell: [] };
  const seen = { ...state.last, at };
  const step = settle(state.setup, seen);
  return {
    state: { ...state, setup: step.setup },
    tell: step.result === undefined ? [] : [setupOf(step, seen)],
  };
}

type Setup = ReportState['setup'];
type Settled = { setup: Setup; result?: SetupResult; start?: Start };

/** The machine's phase by the call's: both pressed, talk, or took it back. */
function begin(setup: Setup, { view: { phase }, at }: Seen): Setup {
  if (setup.phase !== 'idle' && setup.phase !== 'starting') return setup;
  const start = setup.phase === 'starting' ? setup : { since: at, soundMs: undefined, pictureMs: undefined };
  if (phase === 'talking') return { ...start, phase: 'settling', until: at + settleMs };
  if (phase === 'starting') return { ...start, phase: 'starting' };
  // The other page loads again, or somebody took the button back: another beginning will come.
  return ['joining', 'waiting', 'together'].includes(phase) ? { phase: 'idle' } : setup;
}

function measure(setup: Setup, { view: { details }, at }: Seen): Setup {
  if (setup.phase !== 'starting' && setup.phase !== 'settling') return setup;
  const soundMs = setup.soundMs ?? (details.soundArrived ? at - setup.since : undefined);
  const pictureMs = setup.pictureMs ?? (details.pictureArrived ? at - setup.since : undefined);
  return { ...setup, soundMs, pictureMs };
}

function settle(setup: Setup, { view, at }: Seen): Settled {
  const told = (result: SetupResult, start?: Start): Settled => ({
    setup: { phase: 'told' },
    result,
    ...(start && { start }),
  });
  const isOver = view.phase === 'ended' || view.phase === 'refused';
  switch (setup.phase) {
    case 'told':
      return { setup };
    case 'idle':
      if (view.lineFailed) return told('no-line');
      return view.peerUnsealed ? told('unsealed') : { setup };
    case 'starting':
      if (view.lineFailed) return told('no-line');
      if (at - setup.since >= setupMs) return told(view.transport === 'connected' ? 'no-media' : 'no-line');
      return isOver ? told('left') : { setup };
    case 'settling': {
      const { soundMs, pictureMs } = setup;
      const isComplete = soundMs !== undefined && pictureMs !== undefined && view.details.path !== 'unknown';
      if (!isComplete && !isOver && at < setup.until) return { setup };
      const { microphone, camera } = view.peer ?? {};
      const isSilent = microphone !== 'on' && camera !== 'on';
      return told(soundMs !== undefined || pictureMs !== undefined || isSilent ? 'talking' : 'no-media', setup);
    }
    default:
      return setup satisfies never;
  }
}

function setupOf({ result = 'left', start }: Settled, { view: { details } }: Seen): ToldSetup {
  const step = (ms: number) => stepOf(reportSteps.milliseconds, ms);
  return {
    type: 'setup-report',
    result,
    path: details.path,
    ...(start?.soundMs !== undefined && { soundMs: step(start.soundMs) }),
    ...(start?.pictureMs !== undefined && { pictureMs: step(start.pictureMs) }),
  };
}

function callOf(talkingAt: number, { view: { details }, at }: Seen): CallReport {
  const count = (of: keyof Pick<CallDetails, 'restarts' | 'rebuilds' | 'reconnects'>) =>
    stepOf(reportSteps.count, details[of]);
  const { frozenMs, mends = [] } = details;
  const own = mends.filter(({ asked }) => !asked).map(({ why }) => why);
  return {
    type: 'call-report',
    path: details.path,
    talkedMinutes: stepOf(reportSteps.minutes, (at - talkingAt) / 60_000),
    restarts: count('restarts'),
    rebuilds: count('rebuilds'),
    reconnects: count('reconnects'),
    ...(frozenMs !== undefined && { frozenS: stepOf(reportSteps.seconds, frozenMs / 1000) }),
    ...(own.length > 0 && { mendReasons: own.toSorted() }),
  };
}
