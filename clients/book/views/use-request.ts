/** Keeps the page of a request true: looks again while something can still change, and carries decisions out. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Api, troubleOf } from '../api.ts';
import type { Slots } from '../booking-types.ts';
import type { Mine } from '../link.ts';
import { type RequestEffect, type RequestEvent, type RequestState, step, unseen } from '../request-step.ts';
import { dayAt, monthOf, withAnswer } from '../slots.ts';

const lookEveryMs = 30_000;

/** Free times for "choose another time". */
export interface OtherTimes {
  slots: Slots | undefined;
  isLoading: boolean;
  isFailed: boolean;
  /** Loads a month unless it is known. */
  month(month: string): void;
}

export interface RequestPage {
  state: RequestState;
  send(event: RequestEvent): void;
  times: OtherTimes;
}

function useTimes(
  api: Api,
  service: string | undefined,
  request: string,
): OtherTimes & { load(from: string | undefined): void } {
  const [slots, setSlots] = useState<Slots | undefined>(undefined);
  const [phase, setPhase] = useState<'idle' | 'loading' | 'failed'>('idle');
  const load = (from: string | undefined) => {
    if (service === undefined) return;
    setPhase('loading');
    api.slots(service, from, request).then(
      (answer) => {
        setSlots((known) => withAnswer(known, service, from, answer, dayAt(Date.now(), answer.timeZone)));
        // Nothing within a month: the first free day is further away.
        const { days, next } = answer;
        if (from !== undefined || days.length > 0 || next === null) setPhase('idle');
        else load(`${monthOf(dayAt(Date.parse(next), answer.timeZone))}-01`);
      },
      () => setPhase('failed'),
    );
  };
  return {
    slots,
    isLoading: phase === 'loading',
    isFailed: phase === 'failed',
    load,
    month: (month) => {
      if (!slots) load(undefined);
      else if (!slots.months.includes(month)) load(`${month}-01`);
    },
  };
}

/** Begins with a look; the look changes nothing, so mail scanners may open the link. */
export function useRequest(api: Api, mine: Mine): RequestPage {
  const [state, setState] = useState(unseen);
  const latest = useRef(state);
  const times = useTimes(api, state.request?.service, mine.request);
  const send = (event: RequestEvent) => {
    const next = step(latest.current, event);
    latest.current = next.state;
    setState(next.state);
    for (const effect of next.effects) void carryOut(effect);
  };
  const look = () => {
    const { turn } = latest.current;
    return api.status(mine).then(
      (request) => send({ type: 'looked', request, turn }),
      (error) => send({ type: 'look-failed', trouble: troubleOf(error, Date.now()) }),
    );
  };
  const carryOut = (effect: RequestEffect): Promise<void> | void => {
    if (effect.do === 'look') return look();
    if (effect.do === 'load-slots') return times.load(undefined);
    const { answer } = effect;
    return api.answer({ ...mine, ...answer }).then(
      (request) => send({ type: 'done', request }),
      (error) => send({ type: 'refused', answer, trouble: troubleOf(error, Date.now()) }),
    );
  };
  useEffect(() => {
    void look();
    const again = () => void (document.visibilityState === 'visible' && look());
    const timer = setInterval(again, lookEveryMs);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [mine.request]);
  return { state, send, times };
}
