import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '@vardgraf/service-kit/http';
import type { Provider } from 'oidc-provider/lib/provider.js';
import { accountId, loginOf } from './account';
import { document, interactionPage, messagePage, type Page } from './pages';
import type { PersonSource } from './test-persons';

const formLimit = 4_096;

/** GET shows the choice, POST logs the chosen person in and sends the browser back where it came from. */
export async function answerInteraction(provider: Provider, persons: PersonSource, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const language = request.headers['accept-language'];
  const details = await provider.interactionDetails(request, response).catch(() => undefined);
  if (!details) return sendPage(response, 400, messagePage('gone', '', language));
  if (request.method !== 'POST') {
    const page = interactionPage({ uid: details.uid, client: String(details.params['client_id']), persons: await persons.list() }, language);
    return sendPage(response, 200, page);
  }
  const login = await loginOf(persons, await chosenLogin(request));
  if ('refused' in login) return sendPage(response, 400, messagePage('refused', login.refused, language));
  await provider.interactionFinished(request, response, { login: { accountId: accountId(login) } });
}

/** What a form of ours names: a person's id, and for staff a space and the commission's. */
export async function chosenLogin(request: IncomingMessage): Promise<string> {
  return new URLSearchParams(await readBody(request, formLimit)).get('login') ?? '';
}

export function sendPage(response: ServerResponse, status: number, page: Page): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    })
    .end(document(page));
}
