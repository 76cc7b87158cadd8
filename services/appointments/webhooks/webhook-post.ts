/** Sends one message over HTTPS: to an address that is allowed, without following anywhere, and within limits of time and size. */
import { request } from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { Clock } from '@visavis/runtime';
import { type ReceiverGuard, ReceiverRefused } from './receiver-guard.ts';

/** For the whole attempt: name, connection, handshake, answer. */
const attemptMs = 10_000;
/** More than this of an answer is not waited for: only its status counts. */
const mostBytes = 16_384;

export interface Posting {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** `status` of the answer, null when none came; `failure` null when it was taken (2xx), else why not: the status, or a word of a closed list. */
export interface WebhookAnswer {
  status: number | null;
  failure: string | null;
}

/** Sends, and says what was answered. Never throws. */
export type WebhookCall = (posting: Posting, signal: AbortSignal) => Promise<WebhookAnswer>;
/** Sends, and answers {@link WebhookAnswer.failure}. Never throws. */
export type WebhookPost = (posting: Posting, signal: AbortSignal) => Promise<string | null>;

/** Codes of the system and of TLS that help somebody who looks for the fault, and tell nothing more. */
const known = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPROTO'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
];

function wordFor(error: Error): string {
  if (error instanceof ReceiverRefused) return 'address-refused';
  return 'code' in error && known.includes(String(error.code)) ? String(error.code) : 'failed';
}

/** `ca`: a further certificate authority, PEM, for receivers in the organisation's own network. */
export function createWebhookCall(guard: ReceiverGuard, clock: Clock, ca?: string): WebhookCall {
  return ({ url, headers, body }, signal) =>
    new Promise((resolve) => {
      const { hostname } = new URL(url);
      const literal = hostname.replace(/^\[|\]$/g, '');
      // A socket asks nobody for an address that is one already.
      if (isIP(literal) !== 0 && !guard.allows(literal)) return resolve({ status: null, failure: 'address-refused' });
      const bytes = Buffer.from(body);
      const sending = request(url, {
        method: 'POST',
        agent: false,
        signal,
        lookup: guard.lookup,
        ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': bytes.length,
          'user-agent': 'visavis-webhooks/1',
        },
      });
      let status: number | null = null;
      let outcome: string | null = 'timeout';
      const stop = clock.after(attemptMs, () => finish(outcome));
      const finish = (failure: string | null) => {
        stop();
        resolve({ status, failure });
        sending.destroy();
      };
      sending.on('error', (error) => finish(wordFor(error)));
      sending.on('response', (response) => {
        const { statusCode = 0 } = response;
        status = statusCode;
        outcome = statusCode >= 200 && statusCode < 300 ? null : String(statusCode);
        let got = 0;
        response.on('data', (chunk: Buffer) => {
          got += chunk.length;
          if (got > mostBytes) finish(outcome);
        });
        response.on('end', () => finish(outcome));
        response.on('error', () => finish(outcome));
      });
      sending.end(bytes);
    });
}

/** {@link createWebhookCall} for whoever needs to know no more than whether it was taken. */
export function createWebhookPost(guard: ReceiverGuard, clock: Clock, ca?: string): WebhookPost {
  const call = createWebhookCall(guard, clock, ca);
  return async (posting, signal) => (await call(posting, signal)).failure;
}
