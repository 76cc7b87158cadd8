/** Terms and privacy notice: the reader's language, the organisation's facts, nothing that could become markup. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { houseFolders, type PageFacts, preferredLanguage, registerLegal } from '@visavis/pages';
import { createHttp, createLog } from '@visavis/runtime';
import { statisticsMonths } from '@visavis/shared';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visavis-legal-'));
  writeFileSync(join(folder, 'legal.css'), 'p {}');
  for (const page of ['terms', 'privacy']) {
    writeFileSync(join(folder, `${page}.de.html`), `<p>${page} deutsch {{organisation}} {{ phone }} {{version}}</p>`);
    writeFileSync(join(folder, `${page}.en.html`), `<p>${page} english {{organisation}}</p>`);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = { de: '## Neu & gut\n<b>{{phone}}</b>\n\n- eins\n- zwei', en: '' };

function legal(changes: Partial<PageFacts> = {}, from = folder) {
  const app = createHttp({ log: createLog({ level: 'silent', role: 'test' }) });
  const facts = { organisation: 'Musterkasse', phone: '030 1234', version: '2026-11', retentionDays: 30 };
  const live = { ...facts, languages: ['de', 'en'] as const, embedOrigins: [], ...changes };
  registerLegal(app, {
    folder: from,
    origin: { host: 'video.example.de', secure: true },
    languages: ['de', 'en'],
    fileVersion: '2026-11',
    live: { facts: async () => live, terms: async (version) => (version === '2027-01' ? written : null) },
  });
  return app;
}

it.each([
  ['/terms', undefined, 'terms deutsch'],
  ['/terms', 'en-GB,en;q=0.9,de;q=0.8', 'terms english'],
  ['/privacy', 'fr, de-AT;q=0.5', 'privacy deutsch'],
  ['/privacy?lang=en', 'de', 'privacy english'],
  ['/terms?lang=xx', 'de', 'terms deutsch'],
])('answers %s for a reader of "%s" in the right language', async (url, accepted, words) => {
  const answer = await legal().inject({ url, headers: accepted ? { 'accept-language': accepted } : {} });
  expect(answer.body).toContain(words);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', vary: 'accept-language' });
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
});

it('fills in the facts of the organisation, escaped', async () => {
  const { body } = await legal({ organisation: '<b>A & "B"</b>' }).inject({ url: '/terms' });
  expect(body).toBe('<p>terms deutsch &lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt; 030 1234 2026-11</p>');
});

it('shows the version in force, as headings, lists and paragraphs with every other sign as it stands', async () => {
  const { body, headers } = await legal({ version: '2027-01' }).inject({ url: '/terms?lang=en' });
  expect(body).toContain(
    '<h2>Neu &amp; gut</h2>\n<p>&lt;b&gt;030 1234&lt;/b&gt;</p>\n<ul><li>eins</li><li>zwei</li></ul>',
  );
  expect(body).toContain('Fassung 2027-01');
  expect(headers).toMatchObject({ 'content-language': 'de', 'cache-control': 'no-store' });
});

it.each([
  ['/terms?version=2026-11', 200, 'terms deutsch'],
  ['/terms?version=2027-01', 200, 'Fassung 2027-01'],
  ['/terms?version=2030-01', 404, ''],
  ['/terms?version=%3Cscript%3E', 200, 'Fassung 2027-01'],
])('answers %s, whichever version is in force, with %i', async (url, status, words) => {
  const answer = await legal({ version: '2027-01' }).inject({ url });
  expect([answer.statusCode, answer.body.includes(words)]).toEqual([status, true]);
});

it('speaks the languages that the organisation wants, the first to whoever speaks none', async () => {
  const { body } = await legal({ languages: ['en'] }).inject({ url: '/privacy', headers: { 'accept-language': 'de' } });
  expect(body).toContain('privacy english');
});

it('says how long counts are kept, by the figure that retention goes by', async () => {
  const told = async (language: string) =>
    (await legal({}, houseFolders.legal).inject({ url: `/privacy?lang=${language}` })).body.replace(/\s+/g, ' ');
  expect(statisticsMonths).toBe(12);
  expect(await told('de')).toContain(`löschen wir nach ${statisticsMonths} Monaten`);
  expect(await told('en')).toContain(`after ${statisticsMonths} months`);
});

it('does not start when a document is missing or asks for a fact that nobody has', () => {
  writeFileSync(join(folder, 'terms.de.html'), '{{iban}}');
  expect(() => legal()).toThrow('{{iban}}');
  rmSync(join(folder, 'terms.de.html'));
  expect(() => legal()).toThrow('terms.de.html');
});

it.each([
  ['de;q=0.3, en', 'en'],
  ['en;q=0', 'de'],
  ['*', 'de'],
  ['nonsense;;;', 'de'],
  [undefined, 'de'],
  ['EN-us', 'en'],
] as const)('takes "%s" for %s', (accepted, language) => {
  expect(preferredLanguage(accepted, ['de', 'en'])).toBe(language);
});
