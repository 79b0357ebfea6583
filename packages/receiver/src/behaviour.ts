import { z } from 'zod';

const channel = z.enum(['ok', 'error', 'down', 'slow', 'drop-after-accept']);

/**
 * How the outside parties behave. Of a channel: it works; answers with a fault; breaks every connection; accepts and answers late; accepts and
 * breaks the connection, so that what was done looks like a time-out. Of receipts: how often and in which order, and what they say.
 */
const behaviour = z.strictObject({
  sms: channel, alarms: channel, mail: channel, push: channel,
  /** Of webhooks also: says that nobody is told there any more, or sends elsewhere. */
  webhooks: z.enum([...channel.options, 'gone', 'redirect']),
  receipts: z.enum(['once', 'twice', 'out-of-order', 'never']),
  outcome: z.enum(['delivered', 'failed']),
  slowMs: z.number().int().min(0).max(600_000),
});
export type Behaviour = z.infer<typeof behaviour>;

/** What a test may send: the parts it wants to change. */
export const behaviourChange = behaviour.partial();

export function goodBehaviour(): Behaviour {
  return { sms: 'ok', alarms: 'ok', mail: 'ok', push: 'ok', webhooks: 'ok', receipts: 'once', outcome: 'delivered', slowMs: 5_000 };
}

/** The receipts that are posted for these news, in this order. */
export function receiptsFor<T>(mode: Behaviour['receipts'], news: T[]): T[] {
  switch (mode) {
    case 'once':
      return news;
    case 'twice':
      return news.flatMap((each) => [each, each]);
    case 'out-of-order':
      return [...news].reverse();
    case 'never':
      return [];
  }
}
