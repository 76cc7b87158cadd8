/** Reads what a benchmark module measured, and lays it out for people. */

/** One figure with its verdict. */
export interface Figure {
  bench: string;
  name: string;
  value: number;
  unit: string;
  bound: string;
  kept: boolean;
}

const numberAt = (value: object, key: string): number | undefined => {
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'number' ? found : undefined;
};
const textAt = (value: object, key: string): string => String(Reflect.get(value, key) ?? '');

function figure(bench: string, measured: unknown): Figure {
  if (typeof measured !== 'object' || measured === null) throw new TypeError(`${bench}: not a measurement`);
  const value = numberAt(measured, 'value') ?? Number.NaN;
  const atMost = numberAt(measured, 'atMost');
  const atLeast = numberAt(measured, 'atLeast');
  const bound = [atMost === undefined ? '' : `≤ ${atMost}`, atLeast === undefined ? '' : `≥ ${atLeast}`];
  const kept = value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
  const unit = textAt(measured, 'unit');
  return {
    bench,
    name: textAt(measured, 'name'),
    value,
    unit,
    bound: bound.filter((part) => part !== '').join(' '),
    kept,
  };
}

/** Runs a module's `run`; a module without one (types, clients) has no figures. */
export async function figuresOf(bench: string, module: unknown): Promise<Figure[]> {
  const run: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, 'run') : undefined;
  if (typeof run !== 'function') return [];
  const measured: unknown = await run();
  if (!Array.isArray(measured)) throw new TypeError(`${bench}: run() answers a list of measurements`);
  return measured.map((one: unknown) => figure(bench, one));
}

const rounded = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Lines of columns: what, how much, bound, verdict. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ bench, name, value, unit, bound, kept }) => [
    `${bench}: ${name}`,
    `${rounded(value)} ${unit}`,
    bound,
    kept ? '' : 'MISSED',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
