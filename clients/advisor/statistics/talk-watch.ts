/** Watches a conversation for the statistics: what was used in it and how it ended, and nothing of what was said or by whom. */
import type { Call, CallEnd, CallView, LaneName } from '@visavis/call';
import type { Feature, TalkNote } from '@visavis/shared';

/** Before `see` and after it are the same for what it does not tell of. */
export interface TalkSeen {
  readonly features: readonly Feature[];
  /** Both had pressed start. */
  readonly isBegun: boolean;
  readonly failure: 'no-line' | 'unsealed' | 'left';
}
export const nothingSeen: TalkSeen = { features: [], isBegun: false, failure: 'left' };

export const withFeature = (seen: TalkSeen, feature: Feature): TalkSeen =>
  seen.features.includes(feature) ? seen : { ...seen, features: [...seen.features, feature] };

type Shown = Pick<
  CallView,
  'phase' | 'lineFailed' | 'peerUnsealed' | 'remoteScreen' | 'ownScreen' | 'second' | 'hints'
>;

/** The call showed something. Pure. */
export function seeTalk(before: TalkSeen, view: Shown): TalkSeen {
  const used: [Feature, boolean][] = [
    ['screen', view.ownScreen !== undefined || view.remoteScreen !== undefined],
    ['companion', view.second !== undefined],
    ['telephone', view.hints?.telephone !== undefined],
  ];
  const seen = used.filter(([, is]) => is).reduce((one, [feature]) => withFeature(one, feature), before);
  const isBegun = seen.isBegun || view.phase === 'starting' || view.phase === 'talking';
  const failure = view.lineFailed ? 'no-line' : view.peerUnsealed ? 'unsealed' : seen.failure;
  return isBegun === seen.isBegun && failure === seen.failure ? seen : { ...seen, isBegun, failure };
}

/** What there is to count; nothing when nobody pressed start. */
export function noteOf(seen: TalkSeen, { talkedMs }: CallEnd): TalkNote | undefined {
  if (talkedMs > 0) {
    const minutes = Math.min(720, Math.round(talkedMs / 60_000));
    return { result: 'talked', minutes, features: [...seen.features] };
  }
  return seen.isBegun ? { result: seen.failure } : undefined;
}

const tools = ['text', 'files', 'board', 'form'] as const satisfies LaneName[];

/** Until the answer's `close`. `note` tells of all that was seen so far. */
export function watchTalk(call: Pick<Call, 'subscribe' | 'lane'>): {
  note(end: CallEnd): TalkNote | undefined;
  close(): void;
} {
  let seen = nothingSeen;
  const stops = tools.map((tool) => {
    const arrival = () => {
      seen = withFeature(seen, tool);
    };
    return call.lane(tool).listen({ arrival });
  });
  stops.push(
    call.subscribe((view) => {
      seen = seeTalk(seen, view);
    }),
  );
  return { note: (end) => noteOf(seen, end), close: () => void stops.map((stop) => stop()) };
}
