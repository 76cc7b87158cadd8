/** `GET /.well-known/jwks.json`: the public keys with which pods verify tickets (RFC 7517). */
import * as v from 'valibot';
import { endpoint } from '../../endpoint.ts';
import { PublicKey, type SigningKeys } from '../../signing-keys.ts';

export const Jwks = v.object({ keys: v.array(PublicKey) });

export const jwksEndpoints = (keys: SigningKeys) => [
  endpoint({
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary: 'Public keys of the tickets.',
    access: 'anybody',
    status: 200,
    answer: Jwks,
    errors: [],
    handle: async ({ reply }) => {
      reply.header('cache-control', 'public, max-age=300');
      return keys.jwks();
    },
  }),
];
