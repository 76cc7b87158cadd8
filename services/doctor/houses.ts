/** The organisations that this installation serves: one by the environment itself, or those of `ORGANISATIONS`. */
import { type OrganisationConfig, readOrganisations } from '@visavis/appointments/organisations.ts';
import { ConfigError } from '@visavis/runtime';

export interface Houses {
  /** Empty where the environment is the one organisation. */
  organisations: readonly OrganisationConfig[];
  /** Wrong keys of theirs with what was expected; never a value. */
  wrong: readonly string[];
}

/** Reads them as the appointments service would; what it refuses is told and leaves none of them. */
export function housesIn(text: string | undefined, env: Record<string, string | undefined>): Houses {
  if (text === undefined) return { organisations: [], wrong: [] };
  try {
    return { organisations: readOrganisations(text, env), wrong: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { organisations: [], wrong: error.problems };
  }
}
