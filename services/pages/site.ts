/** Everything that a browser loads from one installation, for any process that serves it. */
import { fileURLToPath } from 'node:url';
import type { Language } from '@visavis/shared';
import type { FastifyInstance } from 'fastify';
import { registerPages, sendToPublicName } from './documents.ts';
import { registerLegal } from './legal.ts';
import type { LiveFacts } from './live-facts.ts';
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
  /** All that the installation has. */
  languages: readonly Language[];
  /** The version of the terms that lies in `legalFolder`. */
  fileVersion: string;
  /** What may change while the pages are served. */
  live: LiveFacts;
}

/**
 * Adds `/`, `/j`, `/book`, their parts, `/terms` and `/privacy`.
 * @throws {PagesMissing} and whatever `registerLegal` throws: better no start than a house without a door
 */
export async function registerSite(app: FastifyInstance, options: SiteOptions): Promise<void> {
  const { live, languages, fileVersion } = options;
  const origin = originOf(options.signallingUrl);
  sendToPublicName(app, options.publicUrl);
  const embedOrigins = async () => (await live.facts()).embedOrigins;
  await registerPages(app, { folder: options.pagesFolder, origin, embedOrigins });
  registerLegal(app, { folder: options.legalFolder, origin, languages, fileVersion, live });
}
