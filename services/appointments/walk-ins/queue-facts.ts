/** Reads the queue: who waits and is there, who takes people, and how long the last conversations took. */
import type { AdvisorHours } from '@visavis/shared';
import { and, asc, desc, eq, gt, isNotNull, or, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Db } from '../database.ts';
import { readAdvisors } from '../offers/offer-store.ts';
import { advisors, appointments } from '../schema.ts';
import { walkInDuty, walkIns } from '../schema-walk-ins.ts';
import { givesService } from './opening.ts';
import { presentMs } from './walk-in-state.ts';

type Reading = Pick<Db, 'select'>;

/** An advisor's page speaks every few seconds; who says nothing for so long is not there. */
export const onDutyMs = 90_000;
/** How many of the last conversations of a service say how long the next will take. */
const talksLooked = 20;

/** Those who may be taken, first come first. */
export const waitingRows = (db: Reading, nowMs: number) =>
  db
    .select({ id: walkIns.id, serviceId: walkIns.serviceId, joinedAt: walkIns.joinedAt })
    .from(walkIns)
    .where(and(eq(walkIns.phase, 'waiting'), gt(walkIns.seenAt, new Date(nowMs - presentMs))))
    .orderBy(asc(walkIns.joinedAt), asc(walkIns.id));

export interface OnDuty {
  advisorId: string;
  /** Undefined for who never told hours. */
  hours: AdvisorHours | undefined;
  /** Talks right now: says so, has taken somebody, or has an appointment at this time. */
  isBusy: boolean;
}

/** Active advisors who take people and whose page is open. */
export async function readDuty(context: Context, db: Reading = context.db): Promise<OnDuty[]> {
  const now = new Date(context.clock.now());
  const isOnDuty = and(eq(walkInDuty.isFree, true), gt(walkInDuty.seenAt, new Date(now.getTime() - onDutyMs)));
  const rows = await db
    .select({
      advisorId: walkInDuty.advisorId,
      isTalking: walkInDuty.isTalking,
      hasTaken: sql<boolean>`exists (select 1 from ${walkIns} where ${walkIns.phase} = 'taken' and ${walkIns.advisorId} = ${walkInDuty.advisorId})`,
      hasAppointment: sql<boolean>`exists (select 1 from ${appointments} where ${appointments.advisorId} = ${walkInDuty.advisorId}
        and ${appointments.status} = 'confirmed' and ${appointments.outcome} is null and ${appointments.admittedAt} is not null
        and ${appointments.startsAt} <= ${now.toISOString()}::timestamptz and ${appointments.endsAt} > ${now.toISOString()}::timestamptz
        and not exists (select 1 from ${walkIns} where ${walkIns.appointmentId} = ${appointments.id}))`,
    })
    .from(walkInDuty)
    .innerJoin(advisors, and(eq(advisors.id, walkInDuty.advisorId), eq(advisors.isActive, true)))
    .where(isOnDuty);
  const hours = new Map((await readAdvisors(db)).map((one) => [one.id, one.hours]));
  return rows.map((row) => ({
    advisorId: row.advisorId,
    hours: hours.get(row.advisorId),
    isBusy: row.isTalking || row.hasTaken || row.hasAppointment,
  }));
}

/** Of those on duty who give `service`: how many are free, and how many talk. */
export function countDuty(duty: readonly OnDuty[], service: string): { free: number; busy: number } {
  const fitting = duty.filter(({ hours }) => givesService(hours, service));
  const busy = fitting.filter(({ isBusy }) => isBusy).length;
  return { free: fitting.length - busy, busy };
}

/** Minutes of the last conversations of a service whose end an advisor told. */
export async function lastTalks(db: Reading, service: string): Promise<number[]> {
  const rows = await db
    .select({ minutes: walkIns.talkMinutes })
    .from(walkIns)
    .where(and(eq(walkIns.serviceId, service), eq(walkIns.phase, 'over'), isNotNull(walkIns.talkMinutes)))
    .orderBy(desc(walkIns.changedAt))
    .limit(talksLooked);
  return rows.map(({ minutes }) => minutes ?? 0);
}

/** Whom an advisor has taken, and everybody who wishes to be called. */
export const attendedRows = (db: Reading, advisorId: string) =>
  db
    .select()
    .from(walkIns)
    .where(or(eq(walkIns.phase, 'call-me'), and(eq(walkIns.phase, 'taken'), eq(walkIns.advisorId, advisorId))))
    .orderBy(asc(walkIns.changedAt), asc(walkIns.id));
