/** Every route that needs a key by the scope it asks of one: whoever adds a route says here what a limited key needs for it. */
import type { Needed } from '../../services/appointments/scopes.ts';

/** `none`: any key will do; `every`: only a key without limits. */
export const scopeTable: Record<Needed, string[]> = {
  none: ['POST /api/v1/check/ticket', 'GET /api/v1/session', 'DELETE /api/v1/session', 'POST /api/v1/session/end'],
  'appointments:read': [
    'GET /api/v1/appointments',
    'GET /api/v1/appointments/:id',
    'GET /api/v1/appointments/:id/letters',
    'GET /api/v1/calendar',
  ],
  'appointments:write': [
    'POST /api/v1/appointments',
    'PATCH /api/v1/appointments/:id',
    'DELETE /api/v1/appointments/:id',
    'POST /api/v1/appointments/:id/companion',
    'DELETE /api/v1/appointments/:id/companion',
    'POST /api/v1/appointments/:id/outcome',
    'POST /api/v1/appointments/:id/talk',
    'POST /api/v1/appointments/:id/letters',
    'POST /api/v1/appointments/:id/letters/read',
    'POST /api/v1/calendar',
    'DELETE /api/v1/calendar',
  ],
  rooms: ['POST /api/v1/appointments/:id/ticket', 'POST /api/v1/desk/ticket'],
  offer: ['GET /api/v1/offer', 'PUT /api/v1/offer', 'GET /api/v1/offer/hours', 'PUT /api/v1/offer/hours'],
  requests: [
    'GET /api/v1/requests',
    'POST /api/v1/requests/:id/answer',
    'GET /api/v1/requests/:id/slots',
    'GET /api/v1/requests/:id/letters',
    'POST /api/v1/requests/:id/letters',
    'POST /api/v1/requests/:id/letters/read',
  ],
  'walk-ins': [
    'GET /api/v1/walk-ins',
    'PUT /api/v1/walk-ins/duty',
    'POST /api/v1/walk-ins/next',
    'POST /api/v1/walk-ins/:id/end',
  ],
  webhooks: [],
  statistics: ['GET /api/v1/statistics', 'GET /api/v1/statistics/csv'],
  people: ['POST /api/v1/people/search', 'POST /api/v1/people/export', 'POST /api/v1/people/erase'],
  organisation: [
    'GET /api/v1/settings',
    'PUT /api/v1/settings',
    'GET /api/v1/settings/changes',
    'GET /api/v1/texts',
    'PUT /api/v1/texts',
    'GET /api/v1/terms',
    'GET /api/v1/terms/:version',
    'PUT /api/v1/terms/:version',
    'DELETE /api/v1/terms/:version',
    'POST /api/v1/terms/:version/publish',
  ],
  every: [],
};
