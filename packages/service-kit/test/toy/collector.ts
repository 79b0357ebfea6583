import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A span as it arrived. */
export interface CollectedSpan {
  service: string;
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  attributes: Record<string, string | number | boolean | undefined>;
  failed: boolean;
}

/** What receives traces: OTLP over HTTP in JSON, read as the specification has it; anything else is refused, as a collector would. */
export interface Collector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans(): CollectedSpan[];
  /** Every byte that came: paths, headers, bodies. */
  bytes(): string;
  /** What was refused, with the reason. */
  refused(): string[];
  /** The first span for which it is true. @throws Error naming what has come instead */
  until(test: (span: CollectedSpan, all: CollectedSpan[]) => boolean, withinMs?: number): Promise<CollectedSpan>;
  stop(): Promise<void>;
}

interface OtlpAttribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean };
}
interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: OtlpAttribute[];
  status: { code?: number };
}
interface OtlpBody {
  resourceSpans: { resource: { attributes: OtlpAttribute[] }; scopeSpans: { spans: OtlpSpan[] }[] }[];
}

export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const refused: string[] = [];
  let bytes = '';
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => {
      bytes += `${request.method} ${request.url}\n${JSON.stringify(request.rawHeaders)}\n${body}\n`;
      try {
        if (request.method !== 'POST' || request.url !== '/v1/traces') throw new Error(`${request.method} ${request.url} is nothing of OTLP`);
        if (request.headers['content-type'] !== 'application/json') throw new Error(`content-type ${request.headers['content-type']}`);
        spans.push(...spansOf(JSON.parse(body) as OtlpBody));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');
      } catch (error) {
        refused.push((error as Error).message);
        response.writeHead(400).end();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => spans,
    bytes: () => bytes,
    refused: () => refused,
    async until(test, withinMs = 20_000) {
      for (const deadline = Date.now() + withinMs; ; await sleep(25)) {
        const found = spans.find((span) => test(span, spans));
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`no such span: ${String(test)}; there are ${spans.map(({ service, name }) => `${service}: ${name}`).join(', ')}`);
      }
    },
    stop: () => new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

function spansOf(body: OtlpBody): CollectedSpan[] {
  return body.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) => scope.spans.map((span) => {
      if (!/^[\da-f]{32}$/.test(span.traceId) || !/^[\da-f]{16}$/.test(span.spanId)) throw new Error('ids are hexadecimal');
      if (BigInt(span.endTimeUnixNano) < BigInt(span.startTimeUnixNano)) throw new Error('a span ends after it begins');
      return {
        service: String(valuesOf(resource.attributes)['service.name']), name: span.name, kind: span.kind, traceId: span.traceId, spanId: span.spanId,
        parentSpanId: span.parentSpanId || undefined, attributes: valuesOf(span.attributes), failed: span.status.code === 2,
      };
    })));
}

function valuesOf(attributes: OtlpAttribute[]): CollectedSpan['attributes'] {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.boolValue ?? (value.intValue !== undefined ? Number(value.intValue) : value.doubleValue)]));
}

/** The span and everything above it in its trace, as `service: name`, the span itself first. */
export function lineage(spans: CollectedSpan[], span: CollectedSpan): string[] {
  const above = spans.find((each) => each.traceId === span.traceId && each.spanId === span.parentSpanId);
  return [`${span.service}: ${span.name}`, ...(above ? lineage(spans, above) : [])];
}
