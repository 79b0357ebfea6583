import { GraphQLScalarType, Kind } from 'graphql';
import { Fault } from './fault';

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;

function instant(value: unknown): Date {
  const date = typeof value === 'string' && instantForm.test(value) ? new Date(value) : undefined;
  if (!date || Number.isNaN(date.getTime())) throw new Fault('BAD_INPUT', 'A DateTime is ISO 8601 with a zone, e.g. 2026-03-24T08:00:00Z.');
  return date;
}

function day(value: unknown): string {
  const good = typeof value === 'string' && dayForm.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  if (!good) throw new Fault('BAD_INPUT', 'A Date is a calendar day, YYYY-MM-DD.');
  return value;
}

/** Instants: Date inside, ISO 8601 in UTC outside. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : undefined),
});

/** Calendar days: text inside and outside. */
export const dateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
  parseValue: day,
  parseLiteral: (node) => day(node.kind === Kind.STRING ? node.value : undefined),
});
