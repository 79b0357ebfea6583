/** A call-back that was tried, and what came of it. */
export interface CallBack {
  status: string;
  at: string;
  /** The HTTP status of the last try; 0 when nothing answered. */
  answered: number;
  tries: number;
}

export interface Sms {
  id: string;
  at: string;
  from: string;
  to: string;
  message: string;
  parts: number;
  status: 'created' | 'sent' | 'delivered' | 'failed';
  callBacks: CallBack[];
}

export interface Alarm {
  id: string;
  at: string;
  /** The sender's own name of the alarm: one alarm for each. */
  reference: string;
  group: string;
  text: string;
  priority: number;
  callbackUrl: string | undefined;
  status: 'raised' | 'delivered' | 'acknowledged' | 'rejected' | 'cleared';
  /** How many times it was raised with the same reference, and changed. */
  raised: number;
  updated: number;
  callBacks: CallBack[];
}

export interface Mail {
  id: string;
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
}

export interface Push {
  id: string;
  at: string;
  /** Id of the subscription that it went to. */
  subscription: string;
  /** Seconds that it is kept for a browser that is away. */
  ttl: number;
  /** As it came, base64url. */
  ciphertext: string;
  /** As the browser reads it; null when it cannot be decrypted. */
  text: string | null;
}

export interface ReceivedWebhook {
  webhookId: string;
  at: string;
  /** Where it was sent. */
  box: string;
  /** How often it has come. */
  times: number;
  /** How many signatures it had when it first came; one of them held. */
  signatures: number;
  /** The body as it was signed. */
  text: string;
}

/** What has been sent since the start, newest first. */
export interface Sent {
  sms: Sms[];
  alarms: Alarm[];
  mails: Mail[];
  pushes: Push[];
  webhooks: ReceivedWebhook[];
}

const kept = 1_000;

export function nothingSent(): Sent {
  return { sms: [], alarms: [], mails: [], pushes: [], webhooks: [] };
}

/** Puts an item first; the oldest of a thousand goes. */
export function keep<T>(list: T[], item: T): T {
  list.unshift(item);
  list.length = Math.min(list.length, kept);
  return item;
}
