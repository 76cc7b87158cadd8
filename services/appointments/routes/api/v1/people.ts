/** `/api/v1/people`: what is known of one person, for the lead who answers their request: search, give out, erase. */
import { PersonErased, PersonErasure, PersonExport, PersonFound, PersonQuestion } from '@visavis/shared';
import { endpoint } from '../../../endpoint.ts';
import { type EraseParts, erasePerson, searchPerson } from '../../../people/erase-person.ts';
import { exportPerson } from '../../../people/export-person.ts';

/** All by POST: an address of the web must never hold one of a person. */
export const peopleEndpoints = (parts: EraseParts) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/people/search',
    summary: 'How many records there are of one person, by e-mail address or by name and number of an appointment.',
    access: 'lead',
    body: PersonQuestion,
    status: 200,
    answer: PersonFound,
    errors: ['bad-request', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ body }) => searchPerson(parts.context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/people/export',
    summary: 'Everything that is known of one person, each field with its meaning.',
    access: 'lead',
    body: PersonQuestion,
    status: 200,
    answer: PersonExport,
    errors: ['bad-request', 'not-found', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ body }) => exportPerson(parts.context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/people/erase',
    summary:
      'Erases everything of one person and answers with a signed proof. Refused while one of their appointments stands.',
    access: 'lead',
    body: PersonErasure,
    status: 200,
    answer: PersonErased,
    errors: ['bad-request', 'not-found', 'conflict', 'not-signed-in', 'forbidden', 'origin-refused'],
    handle: ({ body }) => erasePerson(parts, body.person),
  }),
];
