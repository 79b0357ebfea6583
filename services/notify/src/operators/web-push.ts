import { generateRequestDetails, type RequestDetails } from 'web-push';
import type { OperatorAnswer } from '../domain/deliver-notification';
import { deviceGone } from '../domain/deliver-notification';
import type { Outgoing } from '../operations/deliver-notification';
import { httpCall } from './http-call';
import type { PushKey } from './push-key';

const timeoutMs = 15_000;

/**
 * Web push (RFC 8030): encrypted for the device (RFC 8291), signed with the installation's key (RFC 8292). 404 and 410: the device is gone. 401, 429 and
 * 5xx come before anything was accepted; another 4xx refuses for good; a call that was sent and not answered may have been accepted.
 */
export function webPush(o: { key: PushKey | undefined; mayBeCalled: (endpoint: string) => boolean }): (message: Outgoing) => Promise<OperatorAnswer> {
  return async (message) => {
    const { key } = o;
    if (!key) return { is: 'REFUSED', reason: 'PUSH_OFF' };
    if (!message.device || !o.mayBeCalled(message.device.endpoint)) return { is: 'REFUSED', reason: 'DEVICE_REFUSED' };
    const request = requestOf(message, message.device, key);
    if (!request) return { is: 'REFUSED', reason: 'DEVICE_REFUSED' };
    const headers = Object.fromEntries(Object.entries(request.headers as Record<string, unknown>).filter(([name]) => name !== 'Content-Length').map(([name, value]) => [name, String(value)]));
    const outcome = await httpCall(request.endpoint, { method: request.method, headers, body: request.body ?? undefined, timeoutMs });
    if (outcome.is === 'NO_CONNECTION') return { is: 'TRY_LATER', reason: 'NO_CONNECTION' };
    if (outcome.is === 'NO_ANSWER') return { is: 'UNKNOWN' };
    return answerOf(outcome.status);
  };
}

/** Undefined when the device's keys are none. */
function requestOf({ notificationId, text, ttlSeconds }: Outgoing, { endpoint, p256dh, auth }: NonNullable<Outgoing['device']>, key: PushKey): RequestDetails | undefined {
  try {
    return generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify({ notificationId, text }), { vapidDetails: key, TTL: ttlSeconds, contentEncoding: 'aes128gcm' });
  } catch {
    return undefined;
  }
}

function answerOf(status: number): OperatorAnswer {
  if (status >= 200 && status < 300) return { is: 'ACCEPTED', externalId: null };
  if (status === 404 || status === 410) return { is: 'REFUSED', reason: deviceGone };
  if (status === 401) return { is: 'TRY_LATER', reason: 'OPERATOR_LOG_IN' };
  if (status === 429 || status >= 500) return { is: 'TRY_LATER', reason: 'OPERATOR_FAULT' };
  return { is: 'REFUSED', reason: 'DEVICE_REFUSED' };
}
