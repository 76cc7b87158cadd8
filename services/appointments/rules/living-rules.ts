/** The rules of the house as they are now: every instance reads them again as soon as another has changed them, before it answers anything. */
import type { Clock } from '@visavis/runtime';
import { HouseTexts, OwnSettings } from '@visavis/shared';
import { eq, isNotNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Db } from '../database.ts';
import type { InvitationSettings } from '../invitations/facts.ts';
import { houseRules, termsVersions } from '../schema-rules.ts';
import type { AppointmentsSettings } from '../settings.ts';
import { invitationsWith, settingsWith } from './own-settings.ts';
import { type Publication, versionInForce } from './terms-state.ts';

/** The one row of `house_rules`. */
export const rulesRowId = 'own';

/** What was written down, parsed. `revision` 0: nothing ever was. */
export interface WrittenRules {
  revision: number;
  own: OwnSettings;
  texts: HouseTexts;
}

/** Before anybody has written anything. */
const noRules: WrittenRules = { revision: 0, own: {}, texts: { welcome: {} } };

/** The rules as the book has them. */
export async function readRules(db: Pick<Db, 'select'>): Promise<WrittenRules> {
  const [row] = await db.select().from(houseRules).where(eq(houseRules.id, rulesRowId));
  if (row === undefined) return noRules;
  return { revision: row.revision, own: v.parse(OwnSettings, row.settings), texts: v.parse(HouseTexts, row.texts) };
}

export interface LivingRules {
  /** The settings that hold, as last read; the version of the terms is by the clock. */
  settings(): AppointmentsSettings;
  invitations(): InvitationSettings;
  texts(): HouseTexts;
  /** What the installation is set to: default and bound of everything. */
  installation: AppointmentsSettings;
  /**
   * Reads again if another instance has changed something. The look at the database begins after this call, and callers who come
   * while one is underway share the next. Resolves also when the database is away: then what was read last holds.
   */
  fresh(): Promise<void>;
  /** As {@link LivingRules.fresh}, for whoever has just read the revision ({@link revisionNow}) with something else: asks only if it is another. */
  heard(revision: number): Promise<void>;
}

/** The revision of the rules, as a column of any question. */
export const revisionNow = sql<number>`coalesce((select ${houseRules.revision} from ${houseRules} where ${houseRules.id} = ${sql.raw(`'${rulesRowId}'`)}), 0)`;

interface Known {
  rules: WrittenRules;
  published: readonly Publication[];
}

async function readAll(db: Db): Promise<Known> {
  const rules = await readRules(db);
  const rows = await db
    .select({ version: termsVersions.version, validFrom: termsVersions.validFrom })
    .from(termsVersions)
    .where(isNotNull(termsVersions.publishedAt));
  const published = rows.flatMap(({ version, validFrom }) =>
    validFrom === null ? [] : [{ version, validFromMs: validFrom.getTime() }],
  );
  return { rules, published };
}

async function revisionOf(db: Db): Promise<number> {
  const [row] = await db.select({ is: houseRules.revision }).from(houseRules).where(eq(houseRules.id, rulesRowId));
  return row?.is ?? 0;
}

/** At most one look is underway, and one waits for it. */
function shared(look: () => Promise<void>): () => Promise<void> {
  let underway: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    following = undefined;
    const own = look().finally(() => {
      if (underway === own) underway = undefined;
    });
    underway = own;
    return own;
  };
  return () => {
    if (underway === undefined) return following ?? begin();
    following ??= underway.then(begin);
    return following;
  };
}

/** Nothing is read before the first {@link LivingRules.fresh}; until then the installation's settings hold. */
export function createLivingRules(parts: {
  db: Db;
  clock: Clock;
  settings: AppointmentsSettings;
  invitations: InvitationSettings;
}): LivingRules {
  const { db, clock, settings: installation } = parts;
  let known: Known = { rules: noRules, published: [] };
  let made: AppointmentsSettings = installation;
  let mail: InvitationSettings = parts.invitations;
  const remember = (next: Known) => {
    known = next;
    made = settingsWith(installation, next.rules.own, installation.consentVersion);
    mail = invitationsWith(parts.invitations, next.rules.own, next.rules.texts);
  };
  const look = async () => {
    try {
      if ((await revisionOf(db)) !== known.rules.revision) remember(await readAll(db));
    } catch {
      // Whoever asked needs the database too, and says so; what only reads settings goes on.
    }
  };
  const fresh = shared(look);
  return {
    installation,
    settings() {
      const consentVersion = versionInForce(known.published, clock.now()) ?? installation.consentVersion;
      if (made.consentVersion !== consentVersion) made = { ...made, consentVersion };
      return made;
    },
    invitations: () => mail,
    texts: () => known.rules.texts,
    fresh,
    heard: async (revision) => (revision === known.rules.revision ? undefined : fresh()),
  };
}
