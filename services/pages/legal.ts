/** Terms and privacy notice: complete, versioned, in the reader's language, readable without signing in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language } from '@visavis/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { sendPage } from './documents.ts';
import { type PageOrigin, pageHeaders } from './security-headers.ts';

export interface LegalOptions {
  /** Holds `terms.<language>.html`, `privacy.<language>.html` and their `legal.css`. */
  folder: string;
  origin: PageOrigin;
  languages: readonly Language[];
  /** Fills `{{organisation}}`, `{{phone}}`, `{{version}}`, `{{retentionDays}}`. */
  facts: { organisation: string; phone: string; version: string; retentionDays: string };
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for any place in an HTML document that is not a script, a style or an unquoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

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

const Query = v.object({ lang: v.optional(Language) });

function languageOf(request: FastifyRequest, languages: readonly Language[]): Language {
  const query = v.safeParse(Query, request.query);
  const asked = query.success ? query.output.lang : undefined;
  if (asked && languages.includes(asked)) return asked;
  return preferredLanguage(request.headers['accept-language'], languages);
}

/**
 * Adds `/terms` and `/privacy`, and the style sheet of both.
 * @throws {Error} when a document is missing or asks for an unknown fact: better no start than no terms
 */
export function registerLegal(app: FastifyInstance, { folder, origin, languages, facts }: LegalOptions): void {
  const headers = pageHeaders(origin);
  const style = readFileSync(join(folder, 'legal.css'), 'utf8');
  app.get('/legal.css', async (_request, reply) =>
    reply
      .headers({ ...headers, 'cache-control': 'public, max-age=3600' })
      .type('text/css; charset=utf-8')
      .send(style),
  );
  for (const page of ['terms', 'privacy']) {
    const documents = new Map(
      languages.map((language) => {
        const document = readFileSync(join(folder, `${page}.${language}.html`), 'utf8');
        return [language, fillIn(document, { ...facts })] as const;
      }),
    );
    app.get(`/${page}`, async (request, reply) => {
      const language = languageOf(request, languages);
      reply.header('content-language', language).header('vary', 'accept-language');
      return sendPage(reply, headers, documents.get(language) ?? '');
    });
  }
}
