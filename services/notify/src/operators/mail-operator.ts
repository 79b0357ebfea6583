import { createTransport } from 'nodemailer';
import type { OperatorAnswer } from '../domain/deliver-notification';
import type { Outgoing } from '../operations/deliver-notification';

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000, dnsTimeout: 10_000 };

/** Mail over SMTP, as plain text. 5xx refuses for good, 4xx and whatever fails before the content was sent is tried again; after that nobody knows. */
export function mailOperator(o: { url: string; from: string }): { send(message: Outgoing): Promise<OperatorAnswer>; close(): void } {
  const transport = createTransport({ url: o.url, ...timeouts } as never);
  return {
    async send({ to, text, subject }) {
      try {
        const sent = (await transport.sendMail({ from: o.from, to, subject, text, disableUrlAccess: true, disableFileAccess: true })) as { messageId?: string };
        return { is: 'ACCEPTED', externalId: sent.messageId ?? null };
      } catch (error) {
        return answerOf(error as { responseCode?: number; command?: string });
      }
    },
    close: () => transport.close(),
  };
}

function answerOf({ responseCode, command }: { responseCode?: number; command?: string }): OperatorAnswer {
  if (responseCode !== undefined && responseCode >= 500) return { is: 'REFUSED', reason: 'ADDRESS_REFUSED' };
  if (responseCode !== undefined) return { is: 'TRY_LATER', reason: 'OPERATOR_FAULT' };
  return command === 'DATA' || command === undefined ? { is: 'UNKNOWN' } : { is: 'TRY_LATER', reason: 'NO_CONNECTION' };
}
