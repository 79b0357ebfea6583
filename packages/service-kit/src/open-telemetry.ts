import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Log } from './log';
import { redactedAttributes, redactedName } from './trace-redaction';
import type { OpenSpan, Tracer } from './tracing';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

/**
 * Spans of this process, sent as OTLP over HTTP (JSON). Sampler, batching, headers and time-outs come from the standard OTEL_* variables. It is not
 * registered globally: no library can add spans of its own, only the kit's functions can.
 */
export function openTelemetry(o: { service: string; endpoint: string; log: Log }): Tracer & { stop(): Promise<void> } {
  const exporter = redacting(new OTLPTraceExporter({ url: `${o.endpoint.replace(/\/+$/, '')}/v1/traces` }), o.log);
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ 'service.name': o.service, 'service.namespace': 'vardgraf' })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('vardgraf');
  return {
    start(what, parent) {
      const from = parent && remembered(parent.traceparent, parent.remote);
      const span = tracer.startSpan(
        what.name, { kind: what.kind ? kinds[what.kind] : SpanKind.INTERNAL, attributes: what.attributes }, from ? trace.setSpanContext(ROOT_CONTEXT, from) : ROOT_CONTEXT,
      );
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
        annotate: (attributes) => void span.setAttributes(attributes),
        fail: (reason) => void span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', reason),
        end: () => span.end(),
      } satisfies OpenSpan;
    },
    /** Sends what is left; two seconds at most, a collector that is away must not hold up a stop. */
    stop: () => Promise.race([provider.shutdown().catch(() => undefined), sleep(2_000, undefined, { ref: false })]),
  };
}

/** A W3C traceparent; anything else begins a trace of its own. tracestate and baggage are never taken along: they carry texts. */
function remembered(traceparent: string, isRemote: boolean) {
  const [, traceId, spanId, flags] = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceparent) ?? [];
  const valid = traceId && spanId && flags && /[^0]/.test(traceId) && /[^0]/.test(spanId);
  return valid ? { traceId, spanId, traceFlags: parseInt(flags, 16) & 1, isRemote } : undefined;
}

/** Lets out what the allow-list knows and nothing else, whatever was put into a span. Tells once when the collector is away, and when it is back. */
export function redacting(exporter: SpanExporter, log: Log): SpanExporter {
  let away = false;
  return {
    export(spans, done) {
      exporter.export(spans.map(redacted), (result) => {
        const failed = result.code !== 0;
        if (failed !== away) log[failed ? 'warn' : 'info'](failed ? 'traces are lost: the collector does not take them' : 'the collector takes traces again');
        away = failed;
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

/** Built anew from what may leave, so that nothing else does. Events would be exceptions with their texts; statuses would have messages. */
function redacted(span: ReadableSpan): ReadableSpan {
  const { traceId, spanId, traceFlags, isRemote } = span.spanContext();
  const parent = span.parentSpanContext;
  return {
    name: redactedName(span.name),
    kind: span.kind,
    spanContext: () => ({ traceId, spanId, traceFlags, isRemote }),
    ...(parent && { parentSpanContext: { traceId: parent.traceId, spanId: parent.spanId, traceFlags: parent.traceFlags, isRemote: parent.isRemote } }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: { code: span.status.code },
    attributes: redactedAttributes(span.attributes),
    links: [],
    events: [],
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
