/** The security document promises tests by file and title: each of them exists. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { inOpenRoom, inSealedRoom } from '../browser/support/threat-table.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const document = readFileSync(`${root}docs/security.md`, 'utf8');
const named = [...document.matchAll(/`(tests\/[^`]+\.ts)`: "([^"]+)"/g)].map(([, path = '', title = '']) => ({
  path,
  title,
}));

it('names a test for every threat', () => {
  const rows =
    document
      .split('\n## Threats')[1]
      ?.split('\n## ')[0]
      ?.match(/^\| (?!threat |---).*$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) expect(row).toMatch(/`tests\/[^`]+`: "/);
});

it.each(named)('finds “$title” in $path', ({ path, title }) => {
  expect(existsSync(root + path)).toBe(true);
  expect(readFileSync(root + path, 'utf8')).toContain(title);
});

it('counts the attacks as the table of the threat suite has them', () => {
  expect(document).toContain(`${inSealedRoom.length} attacks on sealed rooms, ${inOpenRoom.length} on open ones`);
});
