/** `/api/v1/terms`: versions of the terms, from the draft to the one that guests agree to. The page for guests is `/terms`. */
import { TermsDraft, TermsList, TermsPublication, TermsVersion, WrittenTerms } from '@visavis/shared';
import * as v from 'valibot';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { listTerms, publishTerms, showTerms, withdrawTerms, writeDraft } from '../../../rules/terms.ts';

const One = v.strictObject({ version: TermsVersion });
const path = '/api/v1/terms/:version';

const reading = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/terms',
    summary: 'All versions of the terms, and how many consents refer to each.',
    access: 'lead',
    status: 200,
    answer: TermsList,
    errors: ['not-signed-in'],
    handle: async () => ({ versions: await listTerms(context) }),
  }),
  endpoint({
    method: 'GET',
    path,
    summary: 'One version that was written here, with its texts.',
    access: 'lead',
    params: One,
    status: 200,
    answer: WrittenTerms,
    errors: ['not-signed-in', 'not-found'],
    handle: ({ params }) => showTerms(context, params.version),
  }),
];

const writing = (context: Context) => [
  endpoint({
    method: 'PUT',
    path,
    summary: 'Writes a draft. What was published stays as it is.',
    access: 'lead',
    params: One,
    body: TermsDraft,
    status: 200,
    answer: WrittenTerms,
    errors: ['bad-request', 'not-signed-in', 'not-found', 'origin-refused', 'conflict'],
    handle: ({ advisor: by, params, body }) => writeDraft(context, { by, ...params, ...body }),
  }),
  endpoint({
    method: 'POST',
    path: `${path}/publish`,
    summary: 'Lets a draft hold from a moment on, or at once.',
    access: 'lead',
    params: One,
    body: TermsPublication,
    status: 200,
    answer: WrittenTerms,
    errors: ['bad-request', 'not-signed-in', 'not-found', 'origin-refused', 'conflict'],
    handle: ({ advisor: by, params, body }) =>
      publishTerms(context, { by, ...params, fromMs: Date.parse(body.validFrom) }),
  }),
  endpoint({
    method: 'DELETE',
    path,
    summary: 'Takes back a draft, or a version whose day has not come.',
    access: 'lead',
    params: One,
    status: 204,
    errors: ['not-signed-in', 'not-found', 'origin-refused', 'conflict'],
    handle: async ({ advisor: by, params }) => {
      await withdrawTerms(context, by, params.version);
      return undefined;
    },
  }),
];

export const termsEndpoints = (context: Context) => [...reading(context), ...writing(context)];
