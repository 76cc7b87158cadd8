/** Gives out everything that is known of one person, readable: each record with the meaning of its fields (GDPR Art. 15). */
import { type Language, type PersonExport, type PersonQuestion, VisavisError } from '@visavis/shared';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Context } from '../context.ts';
import type { Vault } from '../encryption.ts';
import { companions } from '../schema-companions.ts';
import { leftOut, ownCompanion, type PersonTable, personTables, type Reason, type ToldColumn } from './column-texts.ts';
import { findRoots, rowsOf, type TableRows } from './person-rows.ts';

type Part = PersonExport['parts'][number];

function readable(
  vault: Vault,
  column: ToldColumn,
  value: unknown,
  place: { table: string; column: string; id: string },
) {
  if (value instanceof Date) return value.toISOString();
  if (value === null || column.form === 'plain') return value;
  const text = vault.open(String(value), place);
  const opened: unknown = column.form === 'sealed-json' ? JSON.parse(text) : text;
  return opened;
}

/** One table's part; `texts` says which columns are given out. Empty fields are left out. */
function partOf(vault: Vault, { table, rows }: Omit<TableRows, 'where'>, texts: PersonTable, language: Language): Part {
  const { name, columns } = getTableConfig(table);
  const told = Object.entries(texts.columns).filter((one): one is [string, ToldColumn] => typeof one[1] !== 'string');
  const keys = new Map(
    Object.entries(table).flatMap(([key, one]) => (columns.includes(one) ? [[one.name, key] as const] : [])),
  );
  const records = rows.map((row) =>
    Object.fromEntries(
      told.flatMap(([column, text]) => {
        const value = row[keys.get(column) ?? ''];
        return value === null || value === undefined
          ? []
          : [[column.replace(/_enc$/, ''), readable(vault, text, value, { table: name, column, id: String(row.id) })]];
      }),
    ),
  );
  const fields = Object.fromEntries(told.map(([column, text]) => [column.replace(/_enc$/, ''), text[language]]));
  return { table: name, title: texts[language], fields, records };
}

/** Rows of companions are told to the guest without, and to the companion with name and address. */
function partsOf(context: Context, found: TableRows, own: readonly string[], language: Language): Part[] {
  const texts = personTables[getTableConfig(found.table).name];
  if (texts === undefined) throw new Error(`nobody decided what is told of ${getTableConfig(found.table).name}`);
  const isOwn = (row: Record<string, unknown>) => found.table === companions && own.includes(String(row.id));
  const split = [
    { rows: found.rows.filter((row) => !isOwn(row)), texts },
    { rows: found.rows.filter(isOwn), texts: ownCompanion },
  ];
  return split.flatMap(({ rows, texts: words }) =>
    rows.length === 0 ? [] : [partOf(context.vault, { table: found.table, rows }, words, language)],
  );
}

const about: Record<Language, (organisation: string) => string> = {
  de: (organisation) => `Alles, was ${organisation} in der Terminverwaltung über Sie gespeichert hat.`,
  en: (organisation) => `Everything that ${organisation} keeps of you in its appointment book.`,
};

/** @throws {VisavisError} `not-found` when nothing is known of the person */
export async function exportPerson(context: Context, { person, language }: PersonQuestion): Promise<PersonExport> {
  const { name } = context.settings.organisation;
  const parts = await context.db.transaction(async (tx) => {
    const roots = await findRoots(tx, context.vault, person);
    const found = await rowsOf(tx, roots);
    return found.flatMap((one) => partsOf(context, one, roots.companions, language));
  });
  if (parts.length === 0) throw new VisavisError('not-found', 'nothing is known of this person');
  context.log.info('person exported', {
    job: 'export',
    count: parts.reduce((sum, { records }) => sum + records.length, 0),
  });
  const reasons: Reason[] = ['key', 'internal', 'copy', 'companion'];
  return {
    about: about[language](name),
    organisation: name,
    madeAt: new Date(context.clock.now()).toISOString(),
    parts: parts.filter(({ fields }) => Object.keys(fields).length > 0),
    left: reasons.map((reason) => leftOut[reason][language]),
  };
}
