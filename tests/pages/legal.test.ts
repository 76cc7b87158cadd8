/** Terms and privacy notice: the reader's language, the organisation's facts, nothing that could become markup. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preferredLanguage, registerLegal } from '@visavis/pages';
import { createHttp, createLog } from '@visavis/runtime';
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

function legal(organisation = 'Musterkasse') {
  const app = createHttp({ log: createLog({ level: 'silent', role: 'test' }) });
  registerLegal(app, {
    folder,
    origin: { host: 'video.example.de', secure: true },
    languages: ['de', 'en'],
    facts: { organisation, phone: '030 1234', version: '2026-11', retentionDays: '30' },
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
  const { body } = await legal('<b>A & "B"</b>').inject({ url: '/terms' });
  expect(body).toBe('<p>terms deutsch &lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt; 030 1234 2026-11</p>');
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
