/** Traces by OpenTelemetry's own packages, over OTLP/HTTP; only what this house calls a span, nothing instrumented by itself. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace as spans,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorKind, type Log } from './log.ts';
import { type SpanField, type SpanFields, type SpanName, spanFields, type Trace, type TraceOptions } from './trace.ts';

const allowed: ReadonlySet<string> = new Set(spanFields);

function listed(fields: SpanFields): SpanFields {
  const kept: SpanFields = {};
  for (const [key, value] of Object.entries(fields)) if (allowed.has(key)) kept[key as SpanField] = value;
  return kept;
}

/** A collector that is away costs the spans and one line in the log, not one for every batch. */
function noted(exporter: SpanExporter, log: Log): SpanExporter {
  let isDown = false;
  return {
    export: (batch, done) =>
      exporter.export(batch, (result) => {
        const isFailed = result.error !== undefined || result.code !== 0;
        if (isFailed && !isDown) log.warn('traces not taken', { kind: errorKind(result.error) });
        isDown = isFailed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}

function providerFor({ endpoint, ratio, role, log }: TraceOptions & { endpoint: string }): TracerProvider {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  // A stranger's word on what is worth keeping would be theirs to abuse: only the share counts.
  const own = new TraceIdRatioBasedSampler(ratio);
  return new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `visavis-${role}` }),
    sampler: new ParentBasedSampler({ root: own, remoteParentSampled: own, remoteParentNotSampled: own }),
    spanProcessors: [new BatchSpanProcessor({ exporter: noted(exporter, log) })],
  });
}

/** See {@link Trace}. */
export function openTelemetryTrace(options: TraceOptions & { endpoint: string }): Trace {
  const provider = providerFor(options);
  const tracer = provider.getTracer('visavis');
  const running = new AsyncLocalStorage<Context>();
  const propagator = new W3CTraceContextPropagator();
  const begin = (name: SpanName, fields: SpanFields, parent: Context, kind: SpanKind): [OtelSpan, Context] => {
    const span = tracer.startSpan(name, { kind, attributes: listed(fields) }, parent);
    return [span, spans.setSpan(parent, span)];
  };
  const span: Trace['span'] = async (name, fields, work) => {
    const [own, context] = begin(name, fields, running.getStore() ?? ROOT_CONTEXT, SpanKind.INTERNAL);
    try {
      return await running.run(context, () => work({ set: (more) => void own.setAttributes(listed(more)) }));
    } catch (error) {
      own.setAttribute('error.type', errorKind(error)).setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      own.end();
    }
  };
  let closing: Promise<void> | undefined;
  return {
    span,
    within: (name, fields, work) => (running.getStore() === undefined ? work() : span(name, fields, () => work())),
    serve: (app) => serve(app, { begin, running, propagator }),
    headers() {
      const carrier: Record<string, string> = {};
      propagator.inject(running.getStore() ?? ROOT_CONTEXT, carrier, defaultTextMapSetter);
      return carrier;
    },
    close() {
      closing ??= provider.shutdown().catch(() => {});
      return closing;
    },
  };
}

interface Serving {
  begin(name: SpanName, fields: SpanFields, parent: Context, kind: SpanKind): [OtelSpan, Context];
  running: AsyncLocalStorage<Context>;
  propagator: W3CTraceContextPropagator;
}

const isWorthIt = ({ raw, routeOptions }: FastifyRequest): boolean =>
  raw.headers.upgrade === undefined && !routeOptions.url?.startsWith('/health/');

function serve(app: FastifyInstance, { begin, running, propagator }: Serving): void {
  const open = new WeakMap<FastifyRequest, OtelSpan>();
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isWorthIt(request)) return done();
    const { traceparent } = request.headers;
    const parent = propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
    const fields = { 'http.request.method': request.method, 'http.route': request.routeOptions.url ?? 'unknown' };
    const [span, context] = begin('http', fields, parent, SpanKind.SERVER);
    open.set(request, span);
    running.run(context, done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const span = open.get(request);
    if (span === undefined) return;
    span.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
}
