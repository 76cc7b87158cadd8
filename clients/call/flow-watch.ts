/** Sees within a second that nothing arrives any more, long before a browser calls its line disconnected. Pure. */

/**
 * Milliseconds: so long without a single packet is told, after so long of steady flow and between looks that are not
 * further apart than `mostBetweenMs` (a page that slept has seen nothing). A voice alone is 50 packets a second.
 */
export const flowWatch = { tellMs: 900, mendMs: 2_000, steadyMs: 1_500, mostBetweenMs: 1_200 } as const;

/** `steadySince` packets have come at every look since then; `lastAt` the latest look at which some had come. */
export interface Flow {
  readonly packets: number;
  readonly lookedAt: number;
  readonly steadySince: number | undefined;
  readonly lastAt: number;
  readonly told: 'flowing' | 'stalled' | 'silent';
}

/** `stalled`: a person may be told. `silent`: new paths are wanted. `flowing`: it is well again. */
export type FlowNews = Flow['told'];

/** Before anything was looked at. */
export const noFlow: Flow = { packets: 0, lookedAt: 0, steadySince: undefined, lastAt: 0, told: 'flowing' };

/** What one look shows: `packets` that have come since the connection began, and whether any have to come at all. */
export interface FlowLook {
  packets: number;
  isExpected: boolean;
}

/** Total; `now` in milliseconds. Fewer packets than before are those of another connection: everything begins anew. */
export function lookAtFlow(flow: Flow, look: FlowLook, now: number): { flow: Flow; news: FlowNews | undefined } {
  const { packets } = look;
  const base = { packets, lookedAt: now };
  const begun: Flow = { ...base, steadySince: undefined, lastAt: now, told: 'flowing' };
  const isAwake = now - flow.lookedAt <= flowWatch.mostBetweenMs;
  if (packets > flow.packets) {
    const steadySince = isAwake ? (flow.steadySince ?? now) : now;
    const news = flow.told === 'flowing' ? undefined : 'flowing';
    return { flow: { ...base, steadySince, lastAt: now, told: 'flowing' }, news };
  }
  if (packets < flow.packets || !look.isExpected)
    return { flow: begun, news: flow.told === 'flowing' ? undefined : 'flowing' };
  if (!isAwake) return { flow: { ...flow, ...base, lastAt: now }, news: undefined };
  const { steadySince, lastAt } = flow;
  if (steadySince === undefined || lastAt - steadySince < flowWatch.steadyMs)
    return { flow: { ...flow, ...base }, news: undefined };
  const quietMs = now - lastAt;
  const told = quietMs >= flowWatch.mendMs ? 'silent' : quietMs >= flowWatch.tellMs ? 'stalled' : flow.told;
  return { flow: { ...flow, ...base, told }, news: told === flow.told ? undefined : told };
}
