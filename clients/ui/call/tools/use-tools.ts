/** Which tool is open, which are loaded, and which have something new: the state of the rack. */
import type { Call } from '@visavis/call';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useView } from '../../use-view.ts';
import { tools } from './list.ts';
import type { RackTexts } from './texts.ts';
import type { ToolEntry, ToolModule } from './tool.ts';

/** `loading` until the code is here; `failed` until somebody asks again. */
export type ToolState = 'loading' | 'failed' | ToolModule;

export interface Rack {
  readonly open: string | undefined;
  /** Opens it; the open one closes. */
  toggle(id: string): void;
  close(): void;
  /** Of those that were asked for, here or by the other side. */
  readonly states: ReadonlyMap<string, ToolState>;
  readonly signs: ReadonlyMap<string, string | undefined>;
  sign(id: string, words: string | undefined): void;
  load(entry: ToolEntry): void;
}

type Entries<T> = ReadonlyMap<string, T>;
const withEntry =
  <T>(id: string, value: T) =>
  (map: Entries<T>): Entries<T> =>
    map.get(id) === value ? map : new Map(map).set(id, value);

/** `words`: what keys say of tools that do not say so themselves. */
export function useTools(call: Call, words: Pick<RackTexts, 'news' | 'opened'>): Rack {
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [states, setStates] = useState<Entries<ToolState>>(() => new Map());
  const [signs, setSigns] = useState<Entries<string | undefined>>(() => new Map());
  const asked = useMemo(() => new Set<string>(), [call]);
  const load = (entry: ToolEntry): void => {
    if (asked.has(entry.id)) return;
    asked.add(entry.id);
    setStates(withEntry<ToolState>(entry.id, 'loading'));
    entry.load().then(
      (module) => setStates(withEntry<ToolState>(entry.id, module)),
      () => {
        asked.delete(entry.id);
        setStates(withEntry<ToolState>(entry.id, 'failed'));
      },
    );
  };
  const sign = (id: string, words: string | undefined) => setSigns(withEntry(id, words));
  const show = (id: string | undefined): void => {
    setOpen(id);
    if (id !== undefined) sign(id, undefined);
    const entry = tools.find((known) => known.id === id);
    if (entry) load(entry);
    call.hint({ kind: 'tool', open: id ?? '' });
  };
  useArrivals(call, (entry) => {
    load(entry);
    if (!entry.signsItself && open !== entry.id) sign(entry.id, words.news);
  });
  useOpened(call, (entry) => {
    load(entry);
    if (open !== entry.id) sign(entry.id, words.opened);
  });
  return {
    open,
    toggle: (id) => show(open === id ? undefined : id),
    close: () => show(undefined),
    states,
    signs,
    sign,
    load,
  };
}

/** The other person has opened something that two people look at together. */
function useOpened(call: Call, opened: (entry: ToolEntry) => void): void {
  const theirs = useView(call).hints?.tool?.open;
  useEffect(() => {
    const entry = tools.find(({ id, isShared }) => isShared && id === theirs);
    if (entry) opened(entry);
  }, [theirs]);
}

/** Something came for a tool, perhaps before its code is here: the lane keeps it until then. */
function useArrivals(call: Call, arrived: (entry: ToolEntry) => void): void {
  const latest = useMemo(() => ({ arrived }), []);
  latest.arrived = arrived;
  useEffect(() => {
    const stops = tools.map((entry) =>
      entry.lane === undefined ? () => {} : call.lane(entry.lane).listen({ arrival: () => latest.arrived(entry) }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [call]);
}
