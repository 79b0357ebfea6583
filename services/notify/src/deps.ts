import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deps as SharedDeps, openServiceDeps } from '@vardgraf/service-kit/deps';
import { serviceTokens } from '@vardgraf/service-kit/service-token';
import { mayBeCalled } from './domain/push-device';
import type { NotifyEnv } from './env';
import type { Outside } from './operations/deliver-notification';
import type { AlarmSystem } from './operations/tell-alarm-system';
import { contactQuestion } from './operators/contact-question';
import { mailOperator } from './operators/mail-operator';
import { type PushKey, pushKeyOf } from './operators/push-key';
import { smsOperator } from './operators/sms-operator';
import { unite } from './operators/unite';
import { webPush } from './operators/web-push';
import { webhookPartners } from './operators/webhook-call';
import { webhookSealOf } from './operators/webhook-seal';
import type { WebhookSetup } from './graphql/webhook-answers';
import { callBackKey } from './storage/call-back-key-store';

export const service = 'notify';
export const migrationsDir = join(__dirname, 'storage', 'migrations');

/** What the parts of the running service share. */
export interface Deps extends SharedDeps {
  /** What call-backs carry. */
  key: string;
  push: Push;
  hooks: WebhookSetup;
}

/** Web push: the pair, when the installation has one, and whom it may call. */
export interface Push {
  key: PushKey | undefined;
  /** Whether an address is one that notify calls. */
  mayBeCalled(endpoint: string): boolean;
}

/** Opens the database and the way to NATS. @throws when the database is away or its schema is older than this code */
export async function openDeps(env: NotifyEnv): Promise<Deps> {
  const push: Push = { key: pushKeyOf(env.PUSH_KEY_FILE), mayBeCalled: (endpoint) => mayBeCalled(endpoint, env.PUSH_HOSTS, env.NODE_ENV !== 'production') };
  const hooks: WebhookSetup = {
    seal: webhookSealOf(env.WEBHOOK_KEY_FILE),
    partners: webhookPartners({ loopback: env.NODE_ENV !== 'production' && env.WEBHOOK_LOOPBACK === 'yes', timeoutMs: env.WEBHOOK_TIMEOUT_SECONDS * 1_000 }),
  };
  const shared = await openServiceDeps({ service, env, migrationsDir });
  try {
    return { ...shared, push, hooks, key: await callBackKey(shared.db) };
  } catch (error) {
    await shared.close();
    throw error;
  }
}

/** The operators and directory. @param publicUrl where they reach us, known once we listen  @throws Error when the key's file cannot be read */
export function openOutside(env: NotifyEnv, { key, log, push }: Deps, publicUrl: () => string): { outside: Outside; alarms: AlarmSystem; close(): void } {
  const tokens = serviceTokens({ tokenUrl: env.TOKEN_URL, issuer: env.ISSUER, clientId: service, privateKey: readFileSync(env.SERVICE_KEY_FILE, 'utf8'), scopes: ['contacts:read'] });
  const mail = mailOperator({ url: env.SMTP_URL, from: env.MAIL_FROM });
  return {
    outside: {
      contactOf: contactQuestion({ directoryUrl: env.DIRECTORY_URL, token: tokens.get, log }),
      sendSms: smsOperator({ url: withoutSlash(env.SMS_URL), user: env.SMS_USER, password: env.SMS_PASSWORD, from: env.SMS_FROM, publicUrl, key }),
      sendMail: mail.send,
      sendPush: webPush(push),
    },
    alarms: unite({ url: withoutSlash(env.UNITE_URL), publicUrl, key }),
    close: mail.close,
  };
}

export function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
