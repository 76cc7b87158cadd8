/** The page of one request: what is shown, what is being asked, what was refused. Pure; `views/request.tsx` carries the effects out. */
import type { GuestRequest } from '@visavis/shared';
import type { Trouble } from './booking-types.ts';

/** What a person may decide here; `move` opens the choice of times. */
export type Deed = 'accept' | 'cancel' | 'move';
export type Answer =
  | { answer: 'confirm' | 'accept' | 'cancel' }
  /** `startsAt`: ISO 8601, as the service offered it. */
  | { answer: 'move'; startsAt: string };

export interface RequestState {
  request: GuestRequest | undefined;
  /** The question that waits for a yes. */
  asked: Deed | undefined;
  isBusy: boolean;
  /** Rises when a decision is sent and when it is answered: a look from before shows what was. */
  turn: number;
  /** The time that was chosen instead went to somebody else. */
  isTaken: boolean;
  trouble: Trouble | undefined;
}

export const unseen: RequestState = {
  request: undefined,
  asked: undefined,
  isBusy: false,
  turn: 0,
  isTaken: false,
  trouble: undefined,
};

export type RequestEvent =
  /** `turn`: as it was when the look began. */
  | { type: 'looked'; request: GuestRequest; turn: number }
  | { type: 'look-failed'; trouble: Trouble }
  | { type: 'asked'; deed: Deed | undefined }
  | { type: 'decided'; answer: Answer }
  | { type: 'done'; request: GuestRequest }
  | { type: 'refused'; trouble: Trouble; answer: Answer };

export type RequestEffect = { do: 'look' } | { do: 'answer'; answer: Answer } | { do: 'load-slots'; service: string };

export interface RequestStep {
  state: RequestState;
  effects: RequestEffect[];
}

const stay = (state: RequestState): RequestStep => ({ state, effects: [] });

function refused(state: RequestState, trouble: Trouble, { answer }: Answer): RequestStep {
  const stopped = { ...state, isBusy: false, turn: state.turn + 1 };
  if (trouble.code !== 'conflict') return stay({ ...stopped, trouble });
  if (answer === 'move' && state.request) {
    const effects: RequestEffect[] = [{ do: 'load-slots', service: state.request.service }, { do: 'look' }];
    return { state: { ...stopped, isTaken: true }, effects };
  }
  // Somebody else decided in between: what holds now is shown instead of an error.
  return { state: { ...stopped, asked: undefined }, effects: [{ do: 'look' }] };
}

/** Whether nothing can be decided any more. */
const isSettled = (status: GuestRequest['status']): boolean =>
  ['declined', 'expired', 'cancelled', 'held', 'no-show'].includes(status);

/** What holds now. Where it is over, there is nothing left to ask or to choose; what was refused is still to be read. */
function looked(state: RequestState, { request, turn }: Extract<RequestEvent, { type: 'looked' }>): RequestStep {
  if (state.isBusy || turn !== state.turn) return stay(state);
  const isNews = request.status !== state.request?.status;
  return stay({
    ...state,
    request,
    asked: isSettled(request.status) ? undefined : state.asked,
    trouble: isNews ? undefined : state.trouble,
  });
}

export function step(state: RequestState, event: RequestEvent): RequestStep {
  switch (event.type) {
    case 'looked':
      return looked(state, event);
    case 'look-failed':
      // What was seen before stays; the next look may succeed.
      return stay(state.request ? state : { ...state, trouble: event.trouble });
    case 'asked': {
      const asked = { ...state, asked: event.deed, isTaken: false, trouble: undefined };
      const { request } = state;
      const load: RequestEffect[] =
        event.deed === 'move' && request ? [{ do: 'load-slots', service: request.service }] : [];
      return { state: asked, effects: load };
    }
    case 'decided':
      if (state.isBusy) return stay(state);
      return {
        state: { ...state, isBusy: true, turn: state.turn + 1, isTaken: false, trouble: undefined },
        effects: [{ do: 'answer', answer: event.answer }],
      };
    case 'done':
      return stay({ ...state, request: event.request, asked: undefined, isBusy: false, turn: state.turn + 1 });
    case 'refused':
      return refused(state, event.trouble, event.answer);
    default:
      return event satisfies never;
  }
}
