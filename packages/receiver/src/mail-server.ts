import { randomUUID } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@vardgraf/service-kit/log';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Parties } from './parties';
import { keep } from './sent';

const sizeLimit = 10 * 1024 * 1024;

export interface MailServer {
  port: number;
  stop(): Promise<void>;
}

/** An SMTP server that takes every mail and passes none on. */
export async function startMailServer(parties: Parties, log: Log): Promise<MailServer> {
  const { env } = parties;
  const sockets = new Map<number | undefined, Socket>();
  const server = new SMTPServer({
    name: 'receiver.vardgraf.test', authOptional: true, disabledCommands: ['STARTTLS'], size: sizeLimit, logger: false, disableReverseLookup: true, closeTimeout: 1_000,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
    onData: (stream, session, done) => void take(parties, stream, session, sockets).then((answer) => answer && done(answer === 'kept' ? null : answer), done),
  });
  server.on('error', (error: Error) => log.warn({ err: error }, 'an SMTP connection failed'));
  server.server.prependListener('connection', (socket: Socket) => {
    if (parties.behaviour.mail === 'down') return void socket.destroy();
    sockets.set(socket.remotePort, socket);
    socket.once('close', () => sockets.delete(socket.remotePort));
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(env.SMTP_PORT, env.HOST, resolve);
  });
  return { port: (server.server.address() as AddressInfo).port, stop: () => new Promise((done) => server.close(() => done())) };
}

/** Undefined when no answer must be given: the connection is broken. */
async function take(parties: Parties, stream: SMTPServerDataStream, session: SMTPServerSession, sockets: Map<number | undefined, Socket>): Promise<'kept' | Error | undefined> {
  const parsed = await simpleParser(stream, { skipImageLinks: true });
  if (stream.sizeExceeded) return Object.assign(new Error('The mail is too large'), { responseCode: 552 });
  const { mail: mode, slowMs } = parties.behaviour;
  if (mode === 'error') return Object.assign(new Error('Mail cannot be taken now'), { responseCode: 451 });
  keep(parties.sent.mails, {
    id: randomUUID(), at: new Date().toISOString(), from: parsed.from?.text ?? '', to: session.envelope.rcptTo.map(({ address }) => address), subject: parsed.subject ?? '', text: parsed.text ?? '',
  });
  if (mode === 'slow') await sleep(slowMs, undefined, { ref: false });
  if (mode !== 'drop-after-accept') return 'kept';
  sockets.get(session.remotePort)?.destroy();
  return undefined;
}
