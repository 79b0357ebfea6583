import { z } from 'zod';
import type { OperatorAnswer } from '../domain/deliver-notification';
import type { Outgoing } from '../operations/deliver-notification';
import { callBackPaths, callBackUrl } from './call-back-url';
import { httpCall } from './http-call';

export interface SmsOperatorOptions {
  url: string;
  user: string;
  password: string;
  from: string;
  /** Where receipts come back to. */
  publicUrl: () => string;
  key: string;
}

const accepted = z.object({ id: z.string().min(1) });
const timeoutMs = 15_000;

/**
 * SMS over HTTP in 46elks' form: `POST <base>/sms` with Basic authentication. 403 refuses the message for good; 401, 429 and 5xx come before anything
 * was accepted, so it is tried again; a call that was sent and not answered may have been accepted.
 */
export function smsOperator(o: SmsOperatorOptions): (message: Outgoing) => Promise<OperatorAnswer> {
  const authorization = `Basic ${Buffer.from(`${o.user}:${o.password}`).toString('base64')}`;
  return async ({ notificationId, regionId, to, text }) => {
    const whendelivered = callBackUrl(o.publicUrl(), callBackPaths.sms, { key: o.key, region: regionId, notification: notificationId });
    const form = new URLSearchParams({ from: o.from, to, message: text, whendelivered, dontlog: 'message' });
    const outcome = await httpCall(`${o.url}/sms`, {
      method: 'POST', headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString(), timeoutMs,
    });
    if (outcome.is === 'NO_CONNECTION') return { is: 'TRY_LATER', reason: 'NO_CONNECTION' };
    if (outcome.is === 'NO_ANSWER') return { is: 'UNKNOWN' };
    return answerOf(outcome.status, outcome.body);
  };
}

function answerOf(status: number, body: string): OperatorAnswer {
  if (status >= 200 && status < 300) return { is: 'ACCEPTED', externalId: idIn(body) };
  if (status === 401) return { is: 'TRY_LATER', reason: 'OPERATOR_LOG_IN' };
  if (status === 429 || status >= 500) return { is: 'TRY_LATER', reason: 'OPERATOR_FAULT' };
  return { is: 'REFUSED', reason: 'NUMBER_REFUSED' };
}

/** Without one it was accepted all the same: receipts name our own id. */
function idIn(body: string): string | null {
  try {
    const parsed = accepted.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.id : null;
  } catch {
    return null;
  }
}
