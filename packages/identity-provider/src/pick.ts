import type { IncomingMessage, ServerResponse } from 'node:http';
import { testPersonGrant } from './clients';
import { chosenLogin, sendPage } from './interaction';
import { messagePage, tokenPage } from './pages';

/** The start page's button: asks our own token endpoint, so that the page shows exactly what curl would get. */
export async function pickPage(at: { issuer: string; tokenUrl: string }, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const language = request.headers['accept-language'];
  const login = request.method === 'POST' ? await chosenLogin(request) : '';
  const [person = '', commission] = login.split(' ');
  const form = new URLSearchParams({ grant_type: testPersonGrant, client_id: 'vardgraf-dev', person, ...(commission && { commission }) });
  const answer = await fetch(at.tokenUrl, { method: 'POST', body: form, signal: AbortSignal.timeout(5_000) });
  const body = (await answer.json()) as { access_token?: string; error_description?: string };
  if (!body.access_token) return sendPage(response, 400, messagePage('refused', body.error_description ?? '', language));
  sendPage(response, 200, tokenPage({ token: body.access_token, issuer: at.issuer, login }, language));
}
