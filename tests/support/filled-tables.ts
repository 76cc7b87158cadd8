/** One row in every table of the book, whatever columns it has: what is tested with it holds for tables to come as well. */
import type { Db } from '../../services/appointments/database.ts';

interface Column {
  table: string;
  column: string;
  type: string;
}
interface Reference {
  table: string;
  column: string;
  otherTable: string;
  otherColumn: string;
}

const columnsQuery = `select table_name as table, column_name as column, data_type as type
  from information_schema.columns where table_schema = 'public'`;
const referencesQuery = `select k.table_name as table, k.column_name as column,
    u.table_name as "otherTable", u.column_name as "otherColumn"
  from information_schema.referential_constraints r
  join information_schema.key_column_usage k on k.constraint_name = r.constraint_name
  join information_schema.key_column_usage u on u.constraint_name = r.unique_constraint_name
    and u.ordinal_position = k.position_in_unique_constraint`;

/** What PostgreSQL reads as one value of a type. */
function textFor({ type, column }: Column, at: Date): string {
  if (type.startsWith('timestamp')) return at.toISOString();
  if (type === 'date') return at.toISOString().slice(0, 10);
  if (type === 'integer' || type === 'bigint' || type === 'smallint') return '5';
  if (type === 'boolean') return 'true';
  return type === 'jsonb' || type === 'ARRAY' ? '{}' : `${column} 1`;
}

/** Tables, each after those it refers to. */
function inOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const sorted: string[] = [];
  while (sorted.length < tables.length) {
    const free = tables.filter(
      (table) =>
        !sorted.includes(table) &&
        references.every((one) => one.table !== table || one.otherTable === table || sorted.includes(one.otherTable)),
    );
    if (free.length === 0) throw new Error('tables refer to each other in a circle');
    sorted.push(...free);
  }
  return sorted;
}

/** Fills every column; all moments are `at`, and what refers to another table refers to its row. Rows that are there stay. */
export async function fillTables(db: Db, at: Date): Promise<void> {
  const ask = async <T>(query: string) => ((await db.execute(query)) as unknown as { rows: T[] }).rows;
  const columns = await ask<Column>(columnsQuery);
  const references = await ask<Reference>(referencesQuery);
  const written = new Map<string, string>();
  for (const table of inOrder([...new Set(columns.map((one) => one.table))], references)) {
    const own = columns.filter((one) => one.table === table);
    for (const one of own) {
      const to = references.find(({ table: from, column }) => from === table && column === one.column);
      const value = (to && written.get(`${to.otherTable}.${to.otherColumn}`)) ?? textFor(one, at);
      written.set(`${table}.${one.column}`, value);
    }
    const names = own.map(({ column }) => `"${column}"`).join(', ');
    const values = own.map(({ column }) => `'${written.get(`${table}.${column}`)}'`).join(', ');
    await db.execute(`insert into "${table}" (${names}) values (${values}) on conflict do nothing`);
  }
}
