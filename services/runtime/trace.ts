/** Traces: what a process did for one request, in spans, for an operator's collector. Off unless they say where it is. */
import type { FastifyInstance } from 'fastify';
import type { Log } from './log.ts';

/** Everything a span may tell. No address, name, code, ticket, room or query has a place here; adding one is a decision. */
export const spanFields = [
  'http.request.method',
  'http.route', // the pattern, never the path
  'http.response.status_code',
  'error.type', // the code of an error, never its words
  'visavis.by', // ticket or resume
  'visavis.result',
  'visavis.operation',
] as const;
export type SpanField = (typeof spanFields)[number];
export type SpanFields = Partial<Record<SpanField, string | number>>;
export type SpanName = 'http' | 'hello' | 'store';

/** The span that runs. */
export interface Span {
  set(fields: SpanFields): void;
}

export interface Trace {
  /** Runs `work` in a span, within the one that runs already if any; a rejection ends it as failed and is passed on. */
  span<T>(name: SpanName, fields: SpanFields, work: (span: Span) => Promise<T>): Promise<T>;
  /** The same where a span runs already; elsewhere just the work. For what happens too often by itself. */
  within<T>(name: SpanName, fields: SpanFields, work: () => Promise<T>): Promise<T>;
  /** A span for every request to `app` but upgrades and health, continuing the caller's (W3C Trace Context `traceparent`). */
  serve(app: FastifyInstance): void;
  /** What a request to another service carries, so that its spans join these. */
  headers(): Record<string, string>;
  /** Hands over what is left. Idempotent; never rejects. */
  close(): Promise<void>;
}

const nothing: Span = { set: () => {} };

/** No traces, at the price of a call. */
export const noTrace: Trace = {
  span: (_name, _fields, work) => work(nothing),
  within: (_name, _fields, work) => work(),
  serve: () => {},
  headers: () => ({}),
  close: async () => {},
};

export interface TraceOptions {
  /** Base address of an OTLP/HTTP collector, such as `http://collector:4318`; undefined: no traces. */
  endpoint: string | undefined;
  /** Share of the traces that are kept, 0 to 1. */
  ratio: number;
  /** `service.name` is `visavis-<role>`. */
  role: string;
  log: Log;
}
