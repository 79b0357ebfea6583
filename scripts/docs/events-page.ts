import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventData, eventSubject, eventTypes } from '@vardgraf/schema/events/catalogue';
import { z } from 'zod';
import { generated, page, table } from './markdown';

/** docs/events.md: every event with its producer, its fields and an example. */
export function eventsPage(root: string): string {
  const events = eventTypes.map((type) => {
    const example = JSON.parse(readFileSync(join(root, 'packages/schema/examples', type, 'good.json'), 'utf8')) as { source: string };
    return { type, source: type === 'audit.recorded' ? 'every service' : example.source, example, fields: fieldsOf(eventData[type]) };
  });
  return page(
    generated, '# Events',
    'Ids and codes only: no patient’s words, names, numbers or contact points (a test holds a list). Envelope: CloudEvents, with `position` (gapless per source), `version` (gapless per aggregate), `actor` and `regionId`. Broken examples, each named after the place that is wrong, stand beside the good one in `packages/schema/examples`.',
    table(['event', 'from', 'subject on NATS'], events.map(({ type, source }) => [`[${type}](#${type.replaceAll('.', '')})`, source, `\`${eventSubject(type === 'audit.recorded' ? '<service>' : source, type)}\``])),
    events.flatMap(({ type, fields, example, source }) => [
      `## ${type}`, `From ${source}.`, table(['field', 'what'], fields), `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
    ]),
  );
}

function fieldsOf(schema: z.ZodType, path = ''): [string, string][] {
  const { shape } = schema as z.ZodObject;
  return Object.entries(shape).flatMap(([name, inner]) => describe(inner as z.ZodType, path ? `${path}.${name}` : name));
}

/** A field in words; objects inside are spelled out below it. */
function describe(schema: z.ZodType, path: string, suffix = ''): [string, string][] {
  if (schema instanceof z.ZodNullable) return describe(schema.unwrap() as z.ZodType, path, `${suffix}, or null`);
  if (schema instanceof z.ZodArray) {
    const element = schema.element as z.ZodType;
    if (element instanceof z.ZodObject) return [[`\`${path}[]\``, `list${suffix}`], ...fieldsOf(element, `${path}[]`)];
    return [[`\`${path}[]\``, `list of ${kindOf(element)}${suffix}`]];
  }
  if (schema instanceof z.ZodObject) return [[`\`${path}\``, `object${suffix}`], ...fieldsOf(schema, path)];
  return [[`\`${path}\``, `${kindOf(schema)}${suffix}`]];
}

function kindOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(', ')}`;
  const json = z.toJSONSchema(schema) as { type?: string; format?: string; maxLength?: number };
  if (json.format === 'date-time') return 'instant';
  if (json.format === 'date') return 'day';
  if (json.type === 'integer') return 'whole number';
  if (json.type === 'string') return json.maxLength === 80 ? 'id' : 'code';
  return json.type ?? 'value';
}
