import { readEnv, serviceEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

/** What notify needs besides the common variables: where the operators are, and where they reach it. */
export const notifyVariables = serviceEnv.extend({
  /** The SMS operator's base address, e.g. https://api.46elks.com/a1; '/sms' is added. */
  SMS_URL: z.url(),
  SMS_USER: z.string().min(1),
  SMS_PASSWORD: z.string().min(1),
  /** What phones show as the sender: a number, or 3 to 11 letters and digits. It tells whose service it is. */
  SMS_FROM: z.string().regex(/^(\+[1-9]\d{6,14}|[A-Za-z][A-Za-z0-9]{2,10})$/, 'a number in E.164 format, or 3 to 11 letters and digits').default('Vardgraf'),
  /** The alarm system's base address; '/alarms' is added. */
  UNITE_URL: z.url(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3),
  /** Notify's own address as operators see it; the address it listens on when left out. */
  PUBLIC_URL: z.url().optional(),
  /** directory's GraphQL address; asked for the contact at the moment of sending. */
  DIRECTORY_URL: z.url(),
  /** The identity provider's token endpoint. */
  TOKEN_URL: z.url(),
  /** File with the private ES256 key of the client 'notify'. */
  SERVICE_KEY_FILE: z.string().min(1),
  /** JSON file with the pair for web push, {publicKey, privateKey, subject} as RFC 8292 has them; web push is off when left out. */
  PUSH_KEY_FILE: z.string().min(1).optional(),
  /** Push services that browsers may name, by host, with comma; '*.' stands for any host below. Nothing else is ever called. */
  PUSH_HOSTS: z.string().default('fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com').transform((hosts) => hosts.split(',').map((host) => host.trim()).filter(Boolean)),
  /** File with the keys that partners' webhook secrets are sealed with, one a line, 32 bytes in base64 each; the first seals. Webhooks are off when left out. */
  WEBHOOK_KEY_FILE: z.string().min(1).optional(),
  /** Seconds after which a partner's endpoint has not answered. */
  WEBHOOK_TIMEOUT_SECONDS: z.coerce.number().min(1).max(20).default(15),
  /** Outside of production: whether webhooks may go to this machine itself. */
  WEBHOOK_LOOPBACK: z.enum(['yes', 'no']).default('yes'),
});
export type NotifyEnv = z.infer<typeof notifyVariables>;

/** Everything notify reads from the environment. */
export function notifyEnv(source?: NodeJS.ProcessEnv): NotifyEnv {
  return readEnv(notifyVariables, source);
}
