/** Tables as files that spreadsheets open by a double click (RFC 4180), also German ones, and in which no cell is ever a formula. */

/** What spreadsheets take for the beginning of a formula, also in full width (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Semicolons, as Excel expects where the comma is the decimal sign, and a byte order mark, without which it reads no umlauts. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
}
