/** The advisor's requests, kept fresh while the page is open: what is asked, by whom, and what came in since. */
import type { AdvisorRequest, ServiceOffer } from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import type { Parts } from '../parts.ts';

export interface RequestSnapshot {
  list: 'loading' | 'ready' | 'failed';
  failure: ApiError | undefined;
  /** Asked or proposed, first to expire first. */
  open: readonly AdvisorRequest[];
  /** Ended lately. */
  ended: readonly AdvisorRequest[];
  services: readonly ServiceOffer[];
  /** How many requests have come in since the page was opened; each rise is told once. */
  arrived: number;
}

export const refreshEveryMs = 20_000;

/** Whether somebody has yet to answer it. */
export const isOpen = ({ status }: Pick<AdvisorRequest, 'status'>): boolean =>
  status === 'requested' || status === 'proposed';

/** Those that wait for the advisor; a proposal waits for the guest. */
export const waitingFor = (open: readonly AdvisorRequest[]): AdvisorRequest[] =>
  open.filter(({ status }) => status === 'requested');

/** The live list of one signed-in advisor. `close` ends its timer. */
export class RequestStore {
  private readonly parts: Parts;
  private readonly listeners = new Set<(snapshot: RequestSnapshot) => void>();
  private readonly stop: () => void;
  private known: Set<string> | undefined;
  private turn = 0;
  view: RequestSnapshot = {
    list: 'loading',
    failure: undefined,
    open: [],
    ended: [],
    services: [],
    arrived: 0,
  };

  constructor(parts: Parts) {
    this.parts = parts;
    this.stop = parts.clock.every(refreshEveryMs, () => void this.refresh());
    void this.refresh();
  }

  subscribe(listener: (snapshot: RequestSnapshot) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Loads the list again; an answer that was overtaken by a later one is dropped. */
  async refresh(): Promise<void> {
    const turn = ++this.turn;
    try {
      const { requests } = await this.parts.booking.requests();
      const services = await this.loadServices();
      if (turn === this.turn) this.take(requests, services);
    } catch (error) {
      if (turn !== this.turn) return;
      const failure = error instanceof ApiError ? error : new ApiError('internal', { cause: error });
      this.change({ list: this.view.list === 'ready' ? 'ready' : 'failed', failure });
    }
  }

  /** A request that was just answered: shown before the list is loaded again. */
  put(request: AdvisorRequest): void {
    const others = [...this.view.open, ...this.view.ended].filter(({ id }) => id !== request.id);
    this.take([...others, request], this.view.services);
    void this.refresh();
  }

  close(): void {
    this.turn++;
    this.stop();
    this.listeners.clear();
  }

  /** Only for their titles: a list without them is better than none. */
  private async loadServices(): Promise<readonly ServiceOffer[]> {
    try {
      return (await this.parts.booking.offer()).services;
    } catch {
      return this.view.services;
    }
  }

  private take(requests: readonly AdvisorRequest[], services: readonly ServiceOffer[]): void {
    const open = requests.filter(isOpen);
    const { known } = this;
    const fresh = known === undefined ? [] : waitingFor(open).filter(({ id }) => !known.has(id));
    this.known = new Set(requests.map(({ id }) => id));
    this.change({
      list: 'ready',
      failure: undefined,
      open: open.toSorted((a, b) => (a.expiresAt ?? '').localeCompare(b.expiresAt ?? '')),
      ended: requests.filter((one) => !isOpen(one)),
      services,
      arrived: this.view.arrived + fresh.length,
    });
  }

  private change(change: Partial<RequestSnapshot>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener(this.view);
  }
}
