import { commonEnv, readEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

/** Variables of the development receiver. */
export const receiverEnv = commonEnv.pick({ HOST: true, LOG_LEVEL: true, PARENT_PID: true }).extend({
  NODE_ENV: z.enum(['development', 'test'], 'the receiver of sent messages does not start in production').default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4020),
  SMTP_PORT: z.coerce.number().int().min(0).max(65535).default(4025),
  /** What the SMS operator asks for; the sender has the same two. */
  SMS_USER: z.string().min(1).default('vardgraf'),
  SMS_PASSWORD: z.string().min(1).default('development'),
  /** Milliseconds from an acceptance to its receipt. */
  RECEIPT_AFTER_MS: z.coerce.number().int().min(0).default(500),
  /** Milliseconds to the second try of a call-back; each further one waits twice as long. */
  CALL_BACK_RETRY_MS: z.coerce.number().int().min(1).default(1_000),
});
export type ReceiverEnv = z.infer<typeof receiverEnv>;

/** The environment, or every fault of it and exit code 1. */
export function env(): ReceiverEnv {
  return readEnv(receiverEnv);
}
