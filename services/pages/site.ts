/** Everything that a browser loads from one installation, for any process that serves it. */
import { fileURLToPath } from 'node:url';
import type { Language } from '@visavis/shared';
import type { FastifyInstance } from 'fastify';
import { registerPages, sendToPublicName } from './documents.ts';
import { registerLegal } from './legal.ts';
import { originOf } from './security-headers.ts';

/** Where the build puts the pages, and where the texts lie that come with the product. */
export const houseFolders = {
  pages: fileURLToPath(new URL('../../dist/pages', import.meta.url)),
  legal: fileURLToPath(new URL('../../clients/legal', import.meta.url)),
};

export interface SiteOptions {
  /** Where browsers reach the pages, without a slash at the end. */
  publicUrl: string;
  /** Where browsers reach the pods; the policy lets pages open a line there and nowhere else. */
  signallingUrl: string;
  pagesFolder: string;
  legalFolder: string;
  languages: readonly Language[];
  organisation: { name: string; phone: string };
  consentVersion: string;
  /** Who may show the booking page inside a page of their own; nobody by default. */
  embedOrigins?: readonly string[];
  retentionDays: number;
}

/**
 * Adds `/`, `/j`, `/book`, their parts, `/terms` and `/privacy`.
 * @throws {PagesMissing} and whatever `registerLegal` throws: better no start than a house without a door
 */
export async function registerSite(app: FastifyInstance, options: SiteOptions): Promise<void> {
  const origin = originOf(options.signallingUrl);
  sendToPublicName(app, options.publicUrl);
  await registerPages(app, { folder: options.pagesFolder, origin, embedOrigins: options.embedOrigins ?? [] });
  registerLegal(app, {
    folder: options.legalFolder,
    origin,
    languages: options.languages,
    facts: {
      organisation: options.organisation.name,
      phone: options.organisation.phone,
      version: options.consentVersion,
      retentionDays: String(options.retentionDays),
    },
  });
}
