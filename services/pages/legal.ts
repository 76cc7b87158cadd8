/** Terms and privacy notice: complete, versioned, in the reader's language, readable without signing in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, statisticsMonths, TermsVersion } from '@visavis/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { sendPage } from './documents.ts';
import { escapeHtml } from './escape-html.ts';
import type { LiveFacts, PageFacts } from './live-facts.ts';
import { type PageOrigin, pageHeaders } from './security-headers.ts';
import { termsDocument } from './written-terms.ts';

export interface LegalOptions {
  /** Holds `terms.<language>.html`, `privacy.<language>.html` and their `legal.css`. */
  folder: string;
  origin: PageOrigin;
  /** All that the installation has; which of them are shown, `live` says. */
  languages: readonly Language[];
  /** The version of the terms that lies in `folder`. */
  fileVersion: string;
  /** Fills `{{organisation}}`, `{{phone}}`, `{{version}}`, `{{retentionDays}}`; `{{statisticsMonths}}` is the same for all. */
  live: LiveFacts;
}

/**
 * Puts `facts`, escaped, in the place of `{{name}}`.
 * @throws {Error} when the document asks for a fact that nobody has
 */
export function fillIn(document: string, facts: Record<string, string>): string {
  return document.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`the document asks for {{${name}}}`);
    return escapeHtml(fact);
  });
}

/** `Accept-Language` (RFC 9110 §12.5.4) against what there is; the first of `languages` when nothing fits. */
export function preferredLanguage(accepted: string | undefined, languages: readonly Language[]): Language {
  const wished = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], weight: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { language } of wished) {
    const known = languages.find((candidate) => candidate === language);
    if (known) return known;
  }
  return languages[0] ?? 'de';
}

const Query = v.object({
  lang: v.optional(Language),
  /** Of the terms: one that holds no more stays readable as long as somebody's consent refers to it. */
  version: v.optional(TermsVersion),
});

type Asked = v.InferOutput<typeof Query>;

/** What is wrong in an address is as good as left out. */
function askedFor(request: FastifyRequest): Asked {
  const query = v.safeParse(Query, request.query);
  if (query.success) return query.output;
  const language = v.safeParse(v.object({ lang: Language }), request.query);
  return language.success ? { lang: language.output.lang } : {};
}

function languageOf(request: FastifyRequest, asked: Language | undefined, languages: readonly Language[]): Language {
  if (asked && languages.includes(asked)) return asked;
  return preferredLanguage(request.headers['accept-language'], languages);
}

type Facts = Record<'organisation' | 'phone' | 'version' | 'retentionDays' | 'statisticsMonths', string>;

const factsOf = ({ organisation, phone, version, retentionDays }: PageFacts): Facts => ({
  organisation,
  phone,
  version,
  retentionDays: String(retentionDays),
  statisticsMonths: String(statisticsMonths),
});

interface Documents {
  /** The file in this language, filled in. */
  file(page: 'terms' | 'privacy', language: Language, facts: Facts): string;
}

/** @throws {Error} when a document is missing or asks for an unknown fact */
function readDocuments(folder: string, languages: readonly Language[]): Documents {
  const read = (page: string, language: Language) => readFileSync(join(folder, `${page}.${language}.html`), 'utf8');
  const files = new Map(
    ['terms', 'privacy'].flatMap((page) => languages.map((one) => [`${page}.${one}`, read(page, one)] as const)),
  );
  const sample = { organisation: '', phone: '', version: '', retentionDays: '', statisticsMonths: '' };
  for (const file of files.values()) fillIn(file, sample);
  return { file: (page, language, facts) => fillIn(files.get(`${page}.${language}`) ?? '', { ...facts }) };
}

/** Null: no such version. */
async function termsPage(
  { live, fileVersion }: LegalOptions,
  documents: Documents,
  language: Language,
  facts: Facts,
): Promise<{ html: string; language: Language } | null> {
  if (facts.version === fileVersion) return { html: documents.file('terms', language, facts), language };
  const texts = await live.terms(facts.version);
  if (texts === null) return null;
  // Published while the organisation spoke fewer languages: better another one than none.
  const shown = texts[language].trim() === '' ? (language === 'de' ? 'en' : 'de') : language;
  return { html: termsDocument(shown, texts, facts), language: shown };
}

/**
 * Adds `/terms` and `/privacy`, and the style sheet of both. `/terms` shows the version in force, or the one that is named.
 * @throws {Error} when a document is missing or asks for an unknown fact: better no start than no terms
 */
export function registerLegal(app: FastifyInstance, options: LegalOptions): void {
  const { folder, origin, languages, live } = options;
  const headers = pageHeaders(origin);
  const style = readFileSync(join(folder, 'legal.css'), 'utf8');
  const documents = readDocuments(folder, languages);
  app.get('/legal.css', async (_request, reply) =>
    reply
      .headers({ ...headers, 'cache-control': 'public, max-age=3600' })
      .type('text/css; charset=utf-8')
      .send(style),
  );
  const send = (reply: FastifyReply, language: Language, html: string) => {
    reply.header('content-language', language).header('vary', 'accept-language');
    return sendPage(reply, headers, html);
  };
  app.get('/terms', async (request, reply) => {
    const { lang, version } = askedFor(request);
    const now = await live.facts();
    const facts = { ...factsOf(now), ...(version !== undefined && { version }) };
    const page = await termsPage(options, documents, languageOf(request, lang, now.languages), facts);
    return page === null ? reply.callNotFound() : send(reply, page.language, page.html);
  });
  app.get('/privacy', async (request, reply) => {
    const now = await live.facts();
    const language = languageOf(request, askedFor(request).lang, now.languages);
    return send(reply, language, documents.file('privacy', language, factsOf(now)));
  });
}
