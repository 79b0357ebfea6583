import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** What came of a call. NO_CONNECTION: nothing has been sent. NO_ANSWER: it was sent, and nobody knows what became of it. */
export type CallOutcome = { is: 'ANSWER'; status: number; body: string } | { is: 'NO_CONNECTION' } | { is: 'NO_ANSWER' };

/** No connection is used twice: one that the other side closes while it is idle would make a call look sent that was not. */
const agents = { http: new HttpAgent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };
const largestAnswer = 64 * 1024;

/** One HTTP call that says for certain whether anything was sent; never throws. @param timeoutMs for the whole of it */
export function httpCall(url: string, o: { method: string; headers: Record<string, string>; body?: string | Buffer; timeoutMs: number }): Promise<CallOutcome> {
  return new Promise((resolve) => {
    const secure = url.startsWith('https:');
    let connected = false;
    const failed = (): void => finish(connected ? { is: 'NO_ANSWER' } : { is: 'NO_CONNECTION' });
    const length = o.body === undefined ? undefined : { 'content-length': String(Buffer.byteLength(o.body)) };
    const outgoing = (secure ? httpsRequest : httpRequest)(url, { method: o.method, headers: { ...o.headers, ...length }, agent: secure ? agents.https : agents.http });
    const timer = setTimeout(failed, o.timeoutMs);
    function finish(outcome: CallOutcome): void {
      clearTimeout(timer);
      resolve(outcome);
      outgoing.destroy();
    }
    outgoing.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => { connected = true; }));
    outgoing.on('error', failed);
    outgoing.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => { if (body.length < largestAnswer) body += chunk; });
      response.on('error', failed);
      response.on('aborted', failed);
      response.on('end', () => finish({ is: 'ANSWER', status: response.statusCode ?? 0, body }));
    });
    outgoing.end(o.body);
  });
}
