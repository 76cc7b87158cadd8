/** The person opposite while the code for a line to them is still on its way: keeps what it is told, in order. */
import type { CompanyEvents } from './company-face.ts';
import type { CreateOpposites, Opposites, PairEvents, PairOptions } from './pair-face.ts';

/** What a pod may hand over meanwhile; more is dropped, and repeated by whoever said it. */
const mostWaiting = 256;

/**
 * Makes what `load` brings; once that is here, without any delay. Code that cannot be loaded is asked for again at the
 * next thing that happens.
 */
export function pairLater(load: () => Promise<CreateOpposites>): { createOpposite: CreateOpposites; warm(): void } {
  let loaded: CreateOpposites | undefined;
  let loading: Promise<void> | undefined;
  const fetched = (): Promise<void> => {
    loading ??= load().then(
      (create) => {
        loaded = create;
      },
      () => {
        loading = undefined;
      },
    );
    return loading;
  };
  const make = (options: PairOptions, events: PairEvents & CompanyEvents) => loaded?.(options, events);
  return {
    createOpposite: (options, events) => make(options, events) ?? later(() => make(options, events), fetched),
    warm: () => void fetched(),
  };
}

function later(make: () => Opposites | undefined, fetched: () => Promise<void>): Opposites {
  let opposite: Opposites | undefined;
  let waiting: ((opposite: Opposites) => void)[] = [];
  let isClosed = false;
  const arrive = (): void => {
    if (isClosed) return;
    opposite ??= make();
    if (opposite === undefined) return;
    for (const task of waiting.splice(0)) task(opposite);
  };
  const soon =
    <Name extends keyof Opposites>(name: Name, most = Number.POSITIVE_INFINITY) =>
    (...values: Parameters<Opposites[Name]>): void => {
      const deed = (real: Opposites): void => void Reflect.apply(real[name], real, values);
      if (opposite) deed(opposite);
      else if (!isClosed && waiting.length < most) {
        waiting.push(deed);
        void fetched().then(arrive);
      }
    };
  return {
    meet: soon('meet'),
    say: soon('say'),
    handleFrame: soon('handleFrame', mostWaiting),
    handleRoom: soon('handleRoom', mostWaiting),
    accompany: soon('accompany'),
    handlePathOpen: soon('handlePathOpen'),
    handleNetworkChanged: soon('handleNetworkChanged'),
    setReachableByPod: soon('setReachableByPod'),
    setIceServers: soon('setIceServers'),
    setMedia: soon('setMedia'),
    share: soon('share'),
    setOnAir: soon('setOnAir'),
    prove: soon('prove'),
    sendOn: (lane, payload) => opposite?.sendOn(lane, payload) ?? Promise.resolve(false),
    dropLine: soon('dropLine'),
    acknowledged: () => opposite?.acknowledged() ?? Promise.resolve(),
    close() {
      isClosed = true;
      waiting = [];
      opposite?.close();
    },
  };
}
