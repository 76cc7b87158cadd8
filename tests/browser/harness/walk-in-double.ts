/** The queue on a double, for scenes of the advisor's page. */
import { type Appointment, WalkInId, type WalkInPerson, type WalkInQueue } from '@visavis/shared';
import * as v from 'valibot';
import type { WalkInApi } from '../../../clients/advisor/walk-ins/walk-in-api.ts';

export interface WalkInScene {
  /** How the queue is, as of the scene's time; nobody waits without it. */
  queue?: Partial<WalkInQueue>;
}

/** Somebody of the queue; `minutes` before the scene's time. */
export function walkInPerson(name: string, now: number, minutes: number, phone: string | null = null): WalkInPerson {
  const id = v.parse(
    WalkInId,
    name
      .replace(/[^A-Za-z]/g, '')
      .padEnd(22, 'W')
      .slice(0, 22),
  );
  const title = { de: 'Beratung zu Heilmitteln', en: 'Advice on remedies' };
  const since = new Date(now - minutes * 60_000).toISOString();
  return { id, name, insuranceNumber: 'A123456780', service: 'beratung', title, language: 'de', since, phone };
}

/** `made` is the appointment with whoever is taken. */
export function walkInDouble(scene: WalkInScene, now: number, made: Appointment): WalkInApi {
  const nobody = { waiting: 0, longestSince: null, services: [], freeAdvisors: 0, current: null, calls: [] };
  const queue = { now, isFree: false, ...nobody, ...scene.queue };
  return {
    queue: async () => queue,
    duty: async ({ isFree = queue.isFree }) => {
      queue.isFree = isFree;
      return { ...queue };
    },
    next: async () => ({ person: walkInPerson('Sabine Roth', now, 6), appointment: made }),
    end: async () => queue,
  };
}
