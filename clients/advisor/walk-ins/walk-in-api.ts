/** What the advisor's page asks of the service about the queue; every answer parsed, every failure an `ApiError`. */
import { TakenWalkIn, type WalkInDuty, WalkInQueue } from '@visavis/shared';
import { apiRequest, type Fetch, inTime } from '@visavis/ui';

export interface WalkInApi {
  queue(): Promise<WalkInQueue>;
  /** Says that this advisor is there, and what they have just decided. */
  duty(duty: WalkInDuty): Promise<WalkInQueue>;
  /** The next person; throws `not-found` when nobody waits any more. */
  next(): Promise<TakenWalkIn>;
  end(id: string, as: 'over' | 'called'): Promise<WalkInQueue>;
}

/** The API over any `fetch`; each is given up in time, see `inTime`. */
export function makeWalkInApi(fetch: Fetch): WalkInApi {
  const path = '/api/v1/walk-ins';
  const ask = inTime(fetch);
  return {
    queue: () => apiRequest(ask, { method: 'GET', path, answer: WalkInQueue }),
    duty: (body) => apiRequest(ask, { method: 'PUT', path: `${path}/duty`, body, answer: WalkInQueue }),
    next: () => apiRequest(ask, { method: 'POST', path: `${path}/next`, answer: TakenWalkIn }),
    end: (id, as) => apiRequest(ask, { method: 'POST', path: `${path}/${id}/end`, body: { as }, answer: WalkInQueue }),
  };
}
