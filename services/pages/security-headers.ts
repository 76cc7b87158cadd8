/** The headers of every page and its parts: what a browser may load from where, and what it may do with it. */
import { answerHeaders } from '@visavis/runtime';

/** Where the pods are reached, which is where the pages come from unless they were parted; decides what pages may connect to. */
export interface PageOrigin {
  /** `host[:port]` as browsers write it. */
  host: string;
  /** False only on a loopback address: then the line to the pod is `ws:`. */
  secure: boolean;
}

/** The origin of an address such as `https://video.example.de` or `wss://signalling.example.de`. */
export function originOf(publicUrl: string): PageOrigin {
  const { host, protocol } = new URL(publicUrl);
  return { host, secure: protocol === 'https:' || protocol === 'wss:' };
}

const own = ['camera', 'microphone', 'display-capture', 'autoplay'];
const nobody = ['geolocation', 'payment', 'usb', 'serial', 'hid', 'bluetooth', 'midi', 'browsing-topics'];
const permissionsPolicy = [...own.map((name) => `${name}=(self)`), ...nobody.map((name) => `${name}=()`)].join(', ');

/**
 * Content-Security-Policy (W3C CSP 3) with Trusted Types: the own origin only, and a policy for the workers of the call
 * and one for the worker that reads PDFs, each of which lets only their addresses through.
 */
export function contentSecurityPolicy({ host, secure }: PageOrigin, frameAncestors = "'none'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'none'",
    "font-src 'self'",
    `connect-src 'self' ${secure ? 'wss' : 'ws'}://${host}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
    "require-trusted-types-for 'script'",
    'trusted-types worker-url pdf-worker-url',
  ].join('; ');
}

/** Everything for a page or a part of one, except `Cache-Control`. */
export const pageHeaders = (origin: PageOrigin): Record<string, string> => ({
  ...answerHeaders,
  'content-security-policy': contentSecurityPolicy(origin),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'permissions-policy': permissionsPolicy,
});

/** Everything for the booking page inside other sites: `origins` may frame it, and it may use no device. Its scripts stay under the same policy. */
export function embedHeaders(origin: PageOrigin, origins: readonly string[]): Record<string, string> {
  if (origins.length === 0) return pageHeaders(origin);
  const { 'x-frame-options': _refusal, ...rest } = pageHeaders(origin);
  return {
    ...rest,
    'content-security-policy': contentSecurityPolicy(origin, origins.join(' ')),
    // A page under `require-corp` may frame only what says so; who that is, the policy above decides.
    'cross-origin-resource-policy': 'cross-origin',
    'permissions-policy': [...own, ...nobody].map((name) => `${name}=()`).join(', '),
  };
}

/** Of `embed.js`, which any site may load: nothing of anybody is in it. */
export const embedScriptHeaders: Record<string, string> = {
  ...answerHeaders,
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=3600',
};
