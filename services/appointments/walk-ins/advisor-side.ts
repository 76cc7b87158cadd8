/** What advisors see of the queue, and that they take people from it or pause. */
import { AppointmentId, type WalkInDuty, type WalkInQueue } from '@visavis/shared';
import * as v from 'valibot';
import type { Advisor, Context } from '../context.ts';
import { readAdvisors, readServices } from '../offers/offer-store.ts';
import { isFreeNow, noteSeen } from './duty.ts';
import { givesService } from './opening.ts';
import { attendedRows, countDuty, readDuty, waitingRows } from './queue-facts.ts';
import type { WalkInParts } from './walk-in-deeds.ts';
import { personOf, titleOf } from './walk-in-row.ts';

/**
 * The services that this advisor gives, in the order of the organisation. `isTheirs`: whether who waits for a service is this advisor's
 * to take; who waits for one that nobody has any more is everybody's, or they would wait for ever.
 */
export async function ownServices(context: Context, advisor: Advisor) {
  const services = await readServices(context.db);
  const hours = (await readAdvisors(context.db)).find(({ id }) => id === advisor.id)?.hours;
  const known = services.filter(({ mode }) => mode === 'video');
  const given = known.filter(({ id }) => givesService(hours, id));
  const others = known.filter((one) => !given.includes(one)).map(({ id }) => id);
  return { services, given, others, isTheirs: (service: string) => !others.includes(service) };
}

/** Answers `GET /api/v1/walk-ins`. */
export async function readQueue({ context }: WalkInParts, advisor: Advisor): Promise<WalkInQueue> {
  const { db, vault } = context;
  const now = context.clock.now();
  const { services, given, isTheirs } = await ownServices(context, advisor);
  const waiting = (await waitingRows(db, now)).filter(({ serviceId }) => isTheirs(serviceId));
  const duty = await readDuty(context);
  const rows = await attendedRows(db, advisor.id);
  const taken = rows.find(({ phase }) => phase === 'taken');
  return {
    now,
    isFree: await isFreeNow(db, advisor.id, now),
    waiting: waiting.length,
    longestSince: waiting[0]?.joinedAt.toISOString() ?? null,
    services: given
      .map(({ id }) => ({
        service: id,
        title: titleOf(services, id),
        waiting: waiting.filter(({ serviceId }) => serviceId === id).length,
      }))
      .filter((one) => one.waiting > 0),
    freeAdvisors: Math.max(0, ...given.map(({ id }) => countDuty(duty, id).free)),
    current:
      taken === undefined
        ? null
        : {
            person: personOf(vault, taken, services),
            appointment: v.parse(v.nullable(AppointmentId), taken.appointmentId),
          },
    calls: rows
      .filter(({ phase, serviceId }) => phase === 'call-me' && isTheirs(serviceId))
      .map((row) => personOf(vault, row, services)),
  };
}

/** Answers `PUT /api/v1/walk-ins/duty`. */
export async function noteDuty(parts: WalkInParts, advisor: Advisor, duty: WalkInDuty): Promise<WalkInQueue> {
  const { db, clock } = parts.context;
  await noteSeen(db, advisor.id, duty, clock.now());
  return readQueue(parts, advisor);
}
