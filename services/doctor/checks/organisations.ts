/** Whether each of several organisations has its own database in order, and whether the pods know it. */
import type { OrganisationConfig } from '@visavis/appointments/organisations.ts';
import { broken, type Check, type Context, type Finding, ok, worst } from '../check.ts';
import { findDatabase } from './database.ts';

/** What can be seen of one organisation. */
export interface House {
  id: string;
  database: Finding;
  issuer: string;
  origin: string;
}

/** Whom the pods let in; undefined when it cannot be seen from here. */
export interface Doors {
  issuers: readonly string[] | undefined;
  origins: readonly string[] | undefined;
}

function judged({ id, database, issuer, origin }: House, { issuers, origins }: Doors): Finding {
  if (database.state === 'broken') return { ...database, says: `${id}: ${database.says}` };
  if (issuers && !issuers.includes(issuer)) {
    return broken(`${id}: pods do not believe its issuer`, `put ${issuer} into TICKET_ISSUERS.`);
  }
  if (origins && !origins.includes(origin)) {
    return broken(`${id}: pods refuse its pages`, `put ${origin} into SIGNALLING_ORIGINS.`);
  }
  return { ...database, says: `${id}: ${database.says}` };
}

/** Everything broken is told: what keeps one organisation from working is no help for another. Else the worst speaks. */
export function interpretOrganisations(houses: readonly House[], doors: Doors): Finding {
  const found = houses.map((house) => judged(house, doors));
  const faults = found.filter(({ state }) => state === 'broken');
  const all = (of: 'says' | 'fix', between: string) =>
    [...new Set(faults.map((fault) => fault[of] ?? ''))].join(between);
  if (faults.length > 0) return broken(all('says', '; '), all('fix', ' '));
  return worst(found, 'one organisation: see the line database');
}

/** Where pods are set as well, their list and the address that they are told anyway. */
function doorsOf({ settings }: Context): Doors {
  const { TICKET_ISSUERS: issuers, SIGNALLING_ORIGINS: origins, PUBLIC_URL: url } = settings;
  if (issuers === undefined) return { issuers, origins: undefined };
  return { issuers, origins: url === undefined ? origins : [...origins, new URL(url).origin] };
}

async function houseOf({ id, config, publicUrl }: OrganisationConfig, { signal }: Context): Promise<House> {
  const { DATABASE_URL: url, ISSUER: issuer = publicUrl } = config;
  const database = url === undefined ? ok('the book lies in its folder') : await findDatabase(url, signal);
  return { id, database, issuer, origin: new URL(publicUrl).origin };
}

export const organisationsCheck: Check = {
  name: 'organisations',
  remedy: 'see whether the databases in ORGANISATIONS run, and the network between.',
  async run(context) {
    const houses = await Promise.all(context.organisations.map((organisation) => houseOf(organisation, context)));
    return interpretOrganisations(houses, doorsOf(context));
  },
};
