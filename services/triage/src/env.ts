import { readEnv, serviceEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

const schema = serviceEnv.extend({
  /** cases' GraphQL address; asked once before staff are refused a report. Without it they are refused at once. */
  CASES_URL: z.url().optional(),
});

export type TriageEnv = z.infer<typeof schema>;

/** Everything triage reads from the environment. */
export function triageEnv(source?: NodeJS.ProcessEnv): TriageEnv {
  return readEnv(schema, source);
}
