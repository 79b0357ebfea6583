import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contact } from '../src/domain/deliver-notification';

/** What notify asks of others by HTTP: a token, and directory's contactPoint in its form. */
export interface Neighbours {
  url: string;
  /** Contacts by patient id; anybody else is Anna. */
  contacts: Map<string, Contact | null>;
  /** Whether directory answers at all. */
  answers: boolean;
  /** The patients it was asked for. */
  asked: string[];
  stop(): Promise<void>;
}

export const anna: Contact = { mobile: '+46701740605', email: 'anna@post.example', language: 'sv', protectedIdentity: false };

/** Starts the two on a free port. */
export async function neighbours(): Promise<Neighbours> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    response.setHeader('content-type', 'application/json');
    if (request.url === '/token') return response.end(JSON.stringify({ access_token: 'token-of-notify', expires_in: 300 }));
    if (!here.answers) return request.socket.destroy();
    if (request.headers.authorization !== 'Bearer token-of-notify') return response.end(JSON.stringify({ data: { contactPoint: null } }));
    const { patientId } = (JSON.parse(body) as { variables: { patientId: string } }).variables;
    here.asked.push(patientId);
    const contact = here.contacts.get(patientId);
    return response.end(JSON.stringify({ data: { contactPoint: contact === undefined ? anna : contact } }));
  });
  server.keepAliveTimeout = 65_000; // as services have it: one that closes sooner may close what is just being asked
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const here: Neighbours = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, contacts: new Map(), answers: true, asked: [],
    stop: () => new Promise((done) => { server.close(() => done()); server.closeAllConnections(); }),
  };
  return here;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
