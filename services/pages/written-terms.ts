/** Terms that the organisation wrote itself, as a page: its words escaped, its markup headings, lists and paragraphs alone. */
import { type Language, type TermsBlock, type TermsTexts, termsBlocks, withFacts } from '@visavis/shared';
import { escapeHtml } from './escape-html.ts';

const words = {
  de: { title: 'Nutzungsbedingungen', version: 'Fassung', privacy: 'Datenschutz', other: { en: 'English' } },
  en: { title: 'Terms of use', version: 'Version', privacy: 'Privacy notice', other: { de: 'Deutsch' } },
} as const;

function blockHtml(block: TermsBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeHtml(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    default:
      return block satisfies never;
  }
}

/** The other languages that the text is there in, as links to the same version. */
function otherLanguages(language: Language, texts: TermsTexts, version: string): string {
  const others = Object.entries<string>(words[language].other).filter(
    ([other]) => texts[other as Language].trim() !== '',
  );
  const address = (other: string) => escapeHtml(`/terms?version=${encodeURIComponent(version)}&lang=${other}`);
  return others
    .map(([other, name]) => `<a href="${address(other)}" lang="${other}" hreflang="${other}">${name}</a> · `)
    .join('');
}

/** The whole document; `facts` take the place of `{{name}}`, `version` among them. */
export function termsDocument(
  language: Language,
  texts: TermsTexts,
  facts: Readonly<Record<'organisation' | 'phone' | 'version' | 'retentionDays', string>>,
): string {
  const { title, version, privacy } = words[language];
  const organisation = escapeHtml(facts.organisation);
  const body = termsBlocks(withFacts(texts[language], facts)).map(blockHtml).join('\n');
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · ${organisation}</title>
    <link rel="icon" type="image/svg+xml" href="/icon.svg" />
    <link rel="stylesheet" href="/legal.css" />
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p class="version">${version} ${escapeHtml(facts.version)} · ${organisation}</p>
${body}
      <footer>
        ${otherLanguages(language, texts, facts.version)}<a href="/privacy?lang=${language}">${privacy}</a>
      </footer>
    </main>
  </body>
</html>
`;
}
