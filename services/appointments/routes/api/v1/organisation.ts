/** `GET /api/v1/organisation`: who invites, for anybody, before any code. */
import { Organisation } from '@visavis/shared';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';

/** The answer, also a part of the session's. */
export function organisationOf({ settings, rules }: Pick<Context, 'settings' | 'rules'>): Organisation {
  const { name, phone, accent, languages } = settings.organisation;
  const { welcome } = rules.texts();
  return {
    name,
    phone,
    consent: { version: settings.consentVersion },
    languages,
    timeZone: settings.timeZone,
    ...(accent === null ? {} : { accent }),
    relay: settings.hasRelay,
    ...(Object.keys(welcome).length === 0 ? {} : { welcome }),
  };
}

export const organisationEndpoints = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/organisation',
    summary: 'Name, telephone number and current terms of the organisation.',
    access: 'anybody',
    status: 200,
    answer: Organisation,
    errors: [],
    handle: async () => organisationOf(context),
  }),
];
