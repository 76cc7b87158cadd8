/** `GET /api/v1/organisation`: who invites, for anybody, before any code. */
import { Organisation } from '@visavis/shared';
import { endpoint } from '../../../endpoint.ts';
import type { AppointmentsSettings } from '../../../settings.ts';

/** The answer, also a part of the session's. */
export function organisationOf(settings: AppointmentsSettings): Organisation {
  const { name, phone, accent, languages } = settings.organisation;
  return {
    name,
    phone,
    consent: { version: settings.consentVersion },
    languages,
    timeZone: settings.timeZone,
    ...(accent === null ? {} : { accent }),
    relay: settings.hasRelay,
  };
}

export const organisationEndpoints = (settings: AppointmentsSettings) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/organisation',
    summary: 'Name, telephone number and current terms of the organisation.',
    access: 'anybody',
    status: 200,
    answer: Organisation,
    errors: [],
    handle: async () => organisationOf(settings),
  }),
];
