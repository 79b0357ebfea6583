import { z } from 'zod';
import { Fault } from './fault';

/**
 * Checks a mutation's input beyond what GraphQL's types can say.
 * @returns the parsed value
 * @throws Fault BAD_INPUT with the path of every fault; values are never repeated
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, at = 'input'): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => [at, ...issue.path.map(String)].join('.'));
  throw new Fault('BAD_INPUT', parsed.error.issues.map((issue, i) => `${paths[i]}: ${issue.message}`).join('; '), { paths });
}

/** An id as clients may send it: a UUID of any version, lower case. */
export const idInput = z.uuid({ error: 'an id is a UUID' }).transform((id) => id.toLowerCase());
