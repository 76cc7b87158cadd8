/** Keeps what is on offer: the services of the organisation, and when each advisor has time. Parsed again on the way out. */
import { AdvisorHours, type Offer, ServiceOffer } from '@visavis/shared';
import { asc, eq, notInArray, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Advisor } from '../context.ts';
import type { Db } from '../database.ts';
import { advisorHours, advisors, services } from '../schema.ts';

type Reading = Pick<Db, 'select'>;

/** In the order in which guests see them. */
export async function readServices(db: Reading): Promise<ServiceOffer[]> {
  const rows = await db.select().from(services).orderBy(asc(services.position));
  return rows.map((row) => v.parse(ServiceOffer, row.offer));
}

/** Null when it is not, or no longer, on offer. */
export async function readService(db: Reading, id: string): Promise<ServiceOffer | null> {
  const [row] = await db.select().from(services).where(eq(services.id, id));
  return row === undefined ? null : v.parse(ServiceOffer, row.offer);
}

/** Replaces the whole offer. Requests that guests have made for a service go on when it is taken out. */
export async function writeOffer(db: Db, offer: Offer): Promise<void> {
  const rows = offer.services.map((one, position) => ({ id: one.id, position, offer: one }));
  await db.transaction(async (tx) => {
    const kept = rows.map(({ id }) => id);
    await tx.delete(services).where(kept.length === 0 ? undefined : notInArray(services.id, kept));
    if (rows.length === 0) return;
    await tx
      .insert(services)
      .values(rows)
      .onConflictDoUpdate({
        target: services.id,
        set: { position: sql`excluded.position`, offer: sql`excluded.offer` },
      });
  });
}

const noHours: AdvisorHours = { weekly: [], exceptions: [], services: null };

/** No hours at all for an advisor who never told any. */
export async function readHours(db: Reading, advisor: Advisor): Promise<AdvisorHours> {
  const [row] = await db.select().from(advisorHours).where(eq(advisorHours.advisorId, advisor.id));
  return row === undefined ? noHours : v.parse(AdvisorHours, row.hours);
}

/** `today` on the organisation's calendar: exceptions of days before it are not kept. */
export async function writeHours(db: Db, advisor: Advisor, hours: AdvisorHours, today: string): Promise<AdvisorHours> {
  const kept = { ...hours, exceptions: hours.exceptions.filter(({ day }) => day >= today) };
  await db
    .insert(advisorHours)
    .values({ advisorId: advisor.id, hours: kept })
    .onConflictDoUpdate({ target: advisorHours.advisorId, set: { hours: kept } });
  return kept;
}

/** Everybody who has told hours and still advises, in a fixed order. */
export async function readAdvisors(db: Reading): Promise<(Advisor & { hours: AdvisorHours })[]> {
  const rows = await db
    .select({ id: advisors.id, name: advisors.name, hours: advisorHours.hours })
    .from(advisorHours)
    .innerJoin(advisors, eq(advisors.id, advisorHours.advisorId))
    .where(eq(advisors.isActive, true))
    .orderBy(asc(advisors.id));
  return rows.map((row) => ({ ...row, hours: v.parse(AdvisorHours, row.hours) }));
}
