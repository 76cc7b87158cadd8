/** The headers of every page and asset: what a browser may load from where, and what it may do with it. */

/** Where the pages are served from; decides what they may connect to. */
export interface PageOrigin {
  /** `host[:port]` as browsers write it. */
  host: string;
  /** False only on a loopback address during development: then the line to the pod is `ws:`. */
  secure: boolean;
}

const permissions = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'autoplay=(self)',
  ...['geolocation', 'payment', 'usb', 'serial', 'hid', 'bluetooth', 'midi', 'browsing-topics'].map(
    (name) => `${name}=()`,
  ),
];

/** Content-Security-Policy (W3C CSP 3) and Trusted Types: own origin only, one policy for the one worker URL. */
export function contentSecurityPolicy({ host, secure }: PageOrigin): string {
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
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types worker-url',
  ].join('; ');
}

/** For every answer that a browser takes for a page or a part of one. `Cache-Control` is the caller's. */
export function pageHeaders(origin: PageOrigin): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(origin),
    ...answerHeaders,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'origin-agent-cluster': '?1',
    'permissions-policy': permissions.join(', '),
  };
}

/** For every answer at all, the API's too. HSTS is ignored by browsers over plain HTTP (RFC 6797 §7.2). */
export const answerHeaders = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
