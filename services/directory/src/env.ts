import { serviceEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

/** What directory needs besides the common variables. */
export const directoryEnv = serviceEnv.extend({
  /** cases' GraphQL address; asked once before staff are refused. Without it they are refused at once. */
  CASES_URL: z.url().optional(),
});

export type DirectoryEnv = z.infer<typeof directoryEnv>;
