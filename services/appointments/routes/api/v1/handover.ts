/** `POST /api/v1/handover`: the way in from the insurer's portal, by its page's form or by a program. */
import { incidentCode } from '@visavis/runtime';
import { HandedOver, HandOver, VisavisError } from '@visavis/shared';
import type { AddressLimit } from '../../../address-limit.ts';
import { endpoint } from '../../../endpoint.ts';
import { handOver } from '../../../walk-ins/hand-over.ts';
import type { ReadPortalToken } from '../../../walk-ins/portal-token.ts';
import type { WalkInParts } from '../../../walk-ins/walk-in-deeds.ts';

const isForm = (type: string | undefined): boolean => type?.startsWith('application/x-www-form-urlencoded') === true;

/** A person stands before that page: it says what to do. The code is in the fragment, which nobody on the way sees. */
function refusalPage(
  { settings, log }: WalkInParts['context'],
  { code, incident = incidentCode() }: VisavisError,
): string {
  log.info('hand-over answered by a page', { code, incident });
  return `${settings.publicUrl}/wait#refused=${code}.${incident}`;
}

/** `read` is null where no portal is set. */
export const handoverEndpoints = (parts: WalkInParts, read: ReadPortalToken | null, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/handover',
    summary:
      "Takes a member over from the insurer's portal, by its signed token. A form is answered by the way to our page.",
    access: 'anybody',
    isForm: 'too',
    body: HandOver,
    status: 201,
    answer: HandedOver,
    errors: ['bad-request', 'not-admitted', 'not-found', 'too-many'],
    handle: async ({ body, request, reply }) => {
      const deed = async () => {
        limit.take(request.ip);
        if (read === null) throw new VisavisError('not-found', 'nobody comes from a portal here');
        return handOver(parts, read, body.token);
      };
      if (!isForm(request.headers['content-type'])) return deed();
      const location = await deed().then(
        ({ url }) => url,
        (error: unknown) => {
          if (error instanceof VisavisError) return refusalPage(parts.context, error);
          throw error;
        },
      );
      reply.code(303).header('location', location);
      return undefined;
    },
  }),
];
