import { readEnv, serviceEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

const schema = serviceEnv.extend({
  /** cases' GraphQL address; asked once before staff are refused a case's thread. Without it they are refused at once. */
  CASES_URL: z.url().optional(),
});

export type MessagingEnv = z.infer<typeof schema>;

/** Everything messaging reads from the environment. */
export function messagingEnv(source?: NodeJS.ProcessEnv): MessagingEnv {
  return readEnv(schema, source);
}
