/** What pages show of an organisation and what may change while they are served: asked for with every page. */
import type { Language, TermsTexts } from '@visavis/shared';

export interface PageFacts {
  organisation: string;
  phone: string;
  /** The first is for whoever speaks none of them. */
  languages: readonly Language[];
  /** Of the terms in force. */
  version: string;
  retentionDays: number;
  /** Who may show the booking page inside a page of their own, `https://www.example.de`. */
  embedOrigins: readonly string[];
}

export interface LiveFacts {
  facts(): Promise<PageFacts>;
  /** The texts of a version that was written by the organisation; null for those that lie in files, and for unknown ones. */
  terms(version: string): Promise<TermsTexts | null>;
}
