/** A page beside a telephone, for tests: as much of a call as the telephone touches, with hints that go over bytes. */
import type { Call, CallView, Hint, LaneListener, MediaView } from '../../clients/call/call-view.ts';
import { hintBytes, parseHint } from '../../clients/call/hints.ts';
import { createTelephone } from '../../clients/call/telephone.ts';

type Bytes = ReturnType<typeof hintBytes>;

/** What outlives a reload: the storage of a tab. */
export const tab = () => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
};

/** A value that tells its listeners when it changes. */
function told<V>(first: V) {
  const listeners = new Set<(value: V) => void>();
  const face = {
    value: first,
    change(change: Partial<V>) {
      face.value = { ...face.value, ...change };
      for (const listener of listeners) listener(face.value);
    },
    subscribe(listener: (value: V) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return face;
}

/** The lane for hints: keeps what was said, and says it again when it opens. */
function hints() {
  const listeners = new Set<LaneListener>();
  const own = new Map<Hint['kind'], Hint>();
  const line = { isOpen: false, hear: (_: Bytes) => {} };
  const lane = {
    get isOpen() {
      return line.isOpen;
    },
    listen(listener: LaneListener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const hint = (said: Hint) => {
    own.set(said.kind, said);
    if (line.isOpen) line.hear(hintBytes(said));
  };
  const open = (hear: (bytes: Bytes) => void) => {
    Object.assign(line, { isOpen: true, hear });
  };
  const tell = () => {
    for (const listener of listeners) listener.open?.(true);
    for (const said of own.values()) hint(said);
  };
  return { lane, hint, open, tell };
}

/** On the stage from the beginning; `microphone` as the page brought it back. */
export function person(self: 'advisor' | 'guest', number: string | undefined, store = tab(), microphone = true) {
  const track = { enabled: true };
  const remoteStream = { getAudioTracks: () => [track] };
  const view = told({ phase: 'talking', incident: '7K3M9QXA', hints: {}, remoteStream } as unknown as CallView);
  const media = told({ microphone: microphone ? 'on' : 'off' } as MediaView);
  const { lane, hint, open, tell } = hints();
  const call = {
    get view() {
      return view.value;
    },
    media: {
      get view() {
        return media.value;
      },
      setMicrophone: (on: boolean) => media.change({ microphone: on ? 'on' : 'off' }),
      subscribe: media.subscribe,
    },
    subscribe: view.subscribe,
    lane: () => lane,
    hint,
  } as unknown as Call;
  const hear = (bytes: Bytes) => {
    const heard = parseHint(bytes);
    if (heard) view.change({ hints: { ...view.value.hints, [heard.kind]: heard } });
  };
  const isOn = () => media.value.microphone === 'on';
  return {
    telephone: createTelephone(call, { self, number, store: () => store }),
    store,
    track,
    show: view.change,
    isOn,
    hear,
    open,
    tell,
  };
}
export type Person = ReturnType<typeof person>;

/** A line between the two stands. */
export function meet(one: Person, two: Person): void {
  one.open(two.hear);
  two.open(one.hear);
  for (const somebody of [one, two]) somebody.tell();
}
