/** Tables for spreadsheets: German ones open them by a double click, and no cell is ever a formula. */
import { csvOf } from '@visavis/shared';
import { describe, expect, it } from 'vitest';

describe('a table as a file', () => {
  it('has a byte order mark, semicolons and lines that end as RFC 4180 says', () => {
    expect(
      csvOf([
        ['Tag', 'Anzahl'],
        ['2027-03-28', 12],
      ]),
    ).toBe('\uFEFFTag;Anzahl\r\n2027-03-28;12\r\n');
  });

  it.each(['=1+1', '+49', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＠SUM(A1)'])(
    'makes text of %j',
    (text) => {
      const line = csvOf([[text]]).slice(1, -2);
      expect(line.replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('quotes what would break a line or a cell, and leaves numbers as they are', () => {
    expect(csvOf([['a;b', 'say "so"', 'two\nlines', -3]])).toBe('\uFEFF"a;b";"say ""so""";"two\nlines";-3\r\n');
  });
});
