import { AsyncLocalStorage } from 'node:async_hooks';
import { reasonOf } from './postgres-errors';
import type { SpanKey } from './trace-redaction';

/** What a span says besides its name: only keys of the allow-list; values of another shape than the list's are dropped before they leave. */
export type SpanAttributes = Partial<Record<SpanKey, string | number | boolean>>;

export interface SpanStart {
  /** Words of the code, never of a caller. */
  name: string;
  kind?: 'server' | 'client' | 'producer' | 'consumer';
  attributes?: SpanAttributes;
}

/** A span under way. */
export interface OpenSpan {
  /** W3C: what others need to go on from here. */
  readonly traceparent: string;
  annotate(attributes: SpanAttributes): void;
  /** @param reason class and code, as `reasonOf` gives them */
  fail(reason: string): void;
  end(): void;
}

/** Where spans come from; see open-telemetry.ts, which is loaded only when traces are wanted. */
export interface Tracer {
  start(what: SpanStart, parent: { traceparent: string; remote: boolean } | undefined): OpenSpan;
}

interface Running {
  span: OpenSpan;
  /** What was started inside and never waited for (a timer, a socket) would go on with the span for ever: it is in no trace any more. */
  ended: boolean;
}

const running = new AsyncLocalStorage<Running>();
let tracer: Tracer | undefined;

/** From now on this process traces, or (undefined) no longer does. */
export function traceWith(given: Tracer | undefined): void {
  tracer = given;
}

/** Does the work as a trace of its own, or as the next part of the one that `traceparent` names. Without tracing it just does the work. */
export async function inTrace<T>(what: SpanStart, traceparent: string | undefined, work: () => Promise<T>): Promise<T> {
  if (!tracer) return work();
  return within(tracer.start(what, traceparent === undefined ? undefined : { traceparent, remote: true }), work);
}

/** Goes on with somebody else's trace; without one the work is done untraced. */
export async function continueTrace<T>(what: SpanStart, traceparent: string | undefined, work: () => Promise<T>): Promise<T> {
  return traceparent === undefined ? work() : inTrace(what, traceparent, work);
}

/** Does the work as a part of the running trace; outside of one it just does the work: polling makes no spans. */
export async function inSpan<T>(what: SpanStart, work: () => Promise<T>): Promise<T> {
  const parent = current();
  if (!parent || !tracer) return work();
  return within(tracer.start(what, { traceparent: parent.traceparent, remote: false }), work);
}

/** Whether this process traces at all. */
export function isTracing(): boolean {
  return tracer !== undefined;
}

/** Adds to the running span, if there is one. */
export function annotate(attributes: SpanAttributes): void {
  current()?.annotate(attributes);
}

/** Marks the running span as failed although nothing is thrown. @param reason class and code, never a text */
export function markFailed(reason: string): void {
  current()?.fail(reason);
}

/** The running span for whoever goes on with the trace elsewhere (W3C traceparent); undefined outside of one. */
export function currentTraceparent(): string | undefined {
  return current()?.traceparent;
}

/** Headers that carry the trace to another service; none outside of a trace. */
export function traceHeaders(): Record<string, string> {
  const traceparent = currentTraceparent();
  return traceparent === undefined ? {} : { traceparent };
}

/** What joins a log line with its trace, under the names that OpenTelemetry gives them. */
export function traceIds(): { trace_id?: string; span_id?: string } {
  const [, traceId, spanId] = currentTraceparent()?.split('-') ?? [];
  return traceId && spanId ? { trace_id: traceId, span_id: spanId } : {};
}

function current(): OpenSpan | undefined {
  const store = running.getStore();
  return store && !store.ended ? store.span : undefined;
}

async function within<T>(span: OpenSpan, work: () => Promise<T>): Promise<T> {
  const store: Running = { span, ended: false };
  try {
    return await running.run(store, work);
  } catch (error) {
    span.fail(reasonOf(error));
    throw error;
  } finally {
    store.ended = true;
    span.end();
  }
}
