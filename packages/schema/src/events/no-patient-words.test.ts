import { z } from 'zod';
import { eventData } from './catalogue';

/** Words in a field's name that promise something about a person which must stay with its owner. */
const forbidden = /name|number|personnummer|ssn|phone|mobile|mail|address|street|postal|contact|text|note|message|comment|answer|symptom|summary|description|cause$|photo|free/i;

/** Names of what is no patient: staff (architecture), units, the region's service; and the id of a message. */
const allowed = new Set(['staff.changed.displayName', 'unit.changed.displayName', 'region.changed.serviceName', 'message.posted.messageId']);

/** Texts that are neither an enum, an instant nor an id, each with what they may hold. A new one needs a line here, and a reason. */
const codes: Record<string, string> = {
  hsaId: 'id of a unit in the national catalogue',
  locality: 'place of a unit',
  displayName: 'name of a staff member or a unit',
  serviceName: 'what a region calls its service',
  template: 'name of a text that notify owns',
  priority: 'code of the region’s scheme',
  from: 'code of the region’s scheme before a change',
  reason: 'code',
  rule: 'id of a policy row',
  'firedRules[]': 'ids of content rules',
  semver: 'version of content',
  sha256: 'hash of content',
  service: 'name of a service',
  action: 'a verb of the platform',
  what: 'code of what was seen',
  requestId: 'id of a request',
  reference: 'a partner’s own code of what it has handed over; what looks like anything else stays in cases',
  outcome: 'code of why a case ended',
};

interface Field {
  path: string;
  name: string;
  text: boolean;
}

/** Every field of a schema with its path, arrays as `[]`. */
function fields(schema: z.ZodType, path: string): Field[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, inner]) => {
      const below = fields(inner, `${path}.${name}`);
      return below.length ? below : [{ path: `${path}.${name}`, name, text: false }];
    });
  }
  if (schema instanceof z.ZodArray) return fields(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return fields(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodString) return [{ path, name: path.slice(path.lastIndexOf('.') + 1), text: true }];
  if (schema instanceof z.ZodRecord || schema instanceof z.ZodAny || schema instanceof z.ZodUnknown) throw new Error(`${path} may hold anything`);
  return [];
}

const isId = (name: string) => /^(id|[a-z]+(Id|Ids\[\]|By|Code)|participants\[\])$/i.test(name);

function faults(type: string, schema: z.ZodType): string[] {
  return fields(schema, type).flatMap((field) => [
    ...(forbidden.test(field.name) && !allowed.has(field.path) ? [`${field.path} has a name that promises something personal`] : []),
    ...(field.text && !isId(field.name) && !Object.hasOwn(codes, field.name) ? [`${field.path} is a text nobody has vouched for`] : []),
  ]);
}

test.each(Object.entries(eventData))('%s has no field that could carry a patient’s words, name, number or contact', (type, schema) => {
  expect(faults(type, schema)).toEqual([]);
});

test.each([
  ['a patient’s name', z.strictObject({ patientName: z.string() })],
  ['a mobile number deep inside', z.strictObject({ patient: z.strictObject({ reach: z.array(z.strictObject({ mobile: z.string() })) }) })],
  ['a free text under an innocent name', z.strictObject({ details: z.string().nullable() })],
])('the list would catch %s', (_, schema) => {
  expect(faults('planted', schema).length).toBeGreaterThan(0);
});

test('the list would catch a field that may hold anything', () => {
  expect(() => faults('planted', z.strictObject({ extra: z.record(z.string(), z.unknown()) }))).toThrow('may hold anything');
});
