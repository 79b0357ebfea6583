import { z } from 'zod';
import { type EventType, eventData, eventTypes } from './catalogue';

const base = z.strictObject({
  specversion: z.literal('1.0'),
  /** UUIDv7; the same event keeps its id however often it is delivered. */
  id: z.uuid(),
  /** The producing service. */
  source: z.string().regex(/^[a-z]+$/),
  type: z.enum(eventTypes),
  /** The aggregate's id. */
  subject: z.string().min(1),
  time: z.iso.datetime(),
  /** Gapless per source; the order of publication. */
  position: z.number().int().positive(),
  /** Gapless per aggregate, from 1. */
  version: z.number().int().positive(),
  regionId: z.string().min(1),
  actor: z.strictObject({ kind: z.enum(['PATIENT', 'STAFF', 'PARTNER', 'LIVE', 'SYSTEM']), id: z.string().min(1) }),
  traceparent: z.string().optional(),
  data: z.unknown(),
});

/** CloudEvents attributes with our extensions; ids and codes only, never a patient's words, name, number or contact point. */
export type Envelope<T extends EventType = EventType> = {
  [K in T]: Omit<z.infer<typeof base>, 'type' | 'data'> & { type: K; data: z.infer<(typeof eventData)[K]> };
}[T];

/** Parses one message. A type that is not in the catalogue, a missing or a surplus field is an error; the text names paths, never values. */
export function parseEnvelope(json: unknown): { ok: true; event: Envelope } | { ok: false; error: string } {
  const outer = base.safeParse(json);
  if (!outer.success) return { ok: false, error: paths(outer.error) };
  const inner = eventData[outer.data.type].safeParse(outer.data.data);
  if (!inner.success) return { ok: false, error: paths(inner.error, 'data') };
  return { ok: true, event: { ...outer.data, data: inner.data } as Envelope };
}

function paths(error: z.ZodError, prefix?: string): string {
  return error.issues.map((issue) => `${[prefix, ...issue.path].filter((p) => p !== undefined).join('.') || 'envelope'}: ${issue.code}`).join('; ');
}
