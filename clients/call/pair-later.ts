/** The person opposite while the code for a line to them is still on its way: keeps what it is told, in order. */
import type { Welcome } from '@visavis/shared';
import type { ChannelFrame } from './channel-frames.ts';
import type { CompanyEvents } from './company-face.ts';
import type { CreateOpposites, Opposites, PairEvents, PairOptions } from './pair-face.ts';
import type { RoomMessage } from './signalling.ts';

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
    <Values extends unknown[]>(deed: (opposite: Opposites, ...values: Values) => void) =>
    (...values: Values): void => {
      if (opposite) deed(opposite, ...values);
      if (opposite || isClosed) return;
      waiting.push((arrived) => deed(arrived, ...values));
      void fetched().then(arrive);
    };
  const takeFrame = soon<[ChannelFrame]>((real, frame) => real.handleFrame(frame));
  const takeRoom = soon<[RoomMessage | Welcome]>((real, message) => real.handleRoom(message));
  const hasRoom = () => opposite || waiting.length < mostWaiting;
  return {
    meet: soon((real, peer, ready) => real.meet(peer, ready)),
    say: soon((real, message) => real.say(message)),
    handleFrame: (frame) => (hasRoom() ? takeFrame(frame) : undefined),
    handleRoom: (message) => (hasRoom() ? takeRoom(message) : undefined),
    accompany: soon((real, wish) => real.accompany(wish)),
    handlePathOpen: soon((real) => real.handlePathOpen()),
    handleNetworkChanged: soon((real) => real.handleNetworkChanged()),
    setReachableByPod: soon((real, ...reachable) => real.setReachableByPod(...reachable)),
    setIceServers: soon((real, servers) => real.setIceServers(servers)),
    setMedia: soon((real, media) => real.setMedia(media)),
    setScreen: soon((real, screen) => real.setScreen(screen)),
    setOnAir: soon((real, isOnAir) => real.setOnAir(isOnAir)),
    prove: soon((real, wish) => real.prove(wish)),
    sendOn: (lane, payload) => opposite?.sendOn(lane, payload) ?? Promise.resolve(false),
    dropLine: soon((real) => real.dropLine()),
    acknowledged: () => opposite?.acknowledged() ?? Promise.resolve(),
    close() {
      isClosed = true;
      waiting = [];
      opposite?.close();
    },
  };
}
