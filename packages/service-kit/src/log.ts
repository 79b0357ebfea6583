import pino, { type DestinationStream, type Logger } from 'pino';
import { traceIds } from './tracing';

export type Log = Logger;

/** Names under which patient data could come along; removed wherever they stand up to three levels down. */
const patientFields = [
  'personalNumber', 'identifier', 'name', 'givenName', 'familyName', 'mobile', 'email', 'freeText', 'note', 'text', 'answers', 'variables',
  'authorization', 'token', 'password',
];

/** Anything that looks like a personal number, in any text that reaches the log. */
const personalNumber = /\b(?:19|20)?\d{6}[-+]?\d{4}\b/g;

/**
 * A JSON logger for one process. Patient data is removed by name and personal numbers by shape: a second lock, the first is not to log them.
 * A line that is written inside a trace names it.
 */
export function createLog(service: string, level = 'info', destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: { service },
      mixin: traceIds,
      redact: { paths: patientFields.flatMap((f) => [f, `*.${f}`, `*.*.${f}`, `*.*.*.${f}`]), remove: true },
      serializers: { err: (error: Error) => ({ type: error.name, message: scrub(error.message), stack: scrub(error.stack ?? '') }) },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((a) => (typeof a === 'string' ? scrub(a) : a)) as Parameters<typeof method>);
        },
      },
    },
    destination as DestinationStream,
  );
}

function scrub(text: string): string {
  return text.replace(personalNumber, '[number]');
}
