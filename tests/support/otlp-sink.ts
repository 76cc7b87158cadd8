/** A collector for traces: takes OTLP/HTTP (JSON) as OpenTelemetry's exporters send it, and keeps it for a test to read. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';

const Value = v.object({
  stringValue: v.optional(v.string()),
  intValue: v.optional(v.union([v.number(), v.string()])),
});
const Attributes = v.optional(v.array(v.object({ key: v.string(), value: Value })), []);
const SpanData = v.object({
  traceId: v.string(),
  spanId: v.string(),
  parentSpanId: v.optional(v.string()),
  name: v.string(),
  attributes: Attributes,
  status: v.optional(v.object({ code: v.optional(v.number()) })),
});
const Export = v.object({
  resourceSpans: v.array(
    v.object({
      resource: v.object({ attributes: Attributes }),
      scopeSpans: v.array(v.object({ spans: v.array(SpanData) })),
    }),
  ),
});

export interface SinkSpan {
  trace: string;
  id: string;
  parent: string | undefined;
  name: string;
  fields: Record<string, string>;
  isFailed: boolean;
  service: string | undefined;
}

export interface OtlpSink {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  endpoint: string;
  /** Everything that came, in the order of arrival. */
  spans(): SinkSpan[];
  /** Bodies and headers, word by word. */
  raw(): string;
  /** From now on every export is answered with this status. */
  answer(status: number): void;
  close(): Promise<void>;
}

const fieldsOf = (attributes: v.InferOutput<typeof Attributes>): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue)]));

export async function otlpSink(): Promise<OtlpSink> {
  const bodies: string[] = [];
  const texts: string[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    texts.push(JSON.stringify(request.headers), body);
    if (request.url === '/v1/traces' && status === 200) bodies.push(body);
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    raw: () => texts.join('\n'),
    answer: (next) => {
      status = next;
    },
    spans: () =>
      bodies
        .flatMap((body) => v.parse(Export, JSON.parse(body)).resourceSpans)
        .flatMap(({ resource, scopeSpans }) =>
          scopeSpans
            .flatMap(({ spans }) => spans)
            .map((span) => ({
              trace: span.traceId,
              id: span.spanId,
              parent: span.parentSpanId,
              name: span.name,
              fields: fieldsOf(span.attributes),
              isFailed: span.status?.code === 2,
              service: fieldsOf(resource.attributes)['service.name'],
            })),
        ),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
