import { inSpan, traceHeaders } from './tracing';

/** How long the owner of a fact has for its answer. */
export const questionMs = 300;

/**
 * Asks the service that owns a relation one yes-or-no field, with the caller's own token, before the caller is refused for lack of it.
 * No token, no address, no answer in 300 ms, or any other answer than yes: no.
 */
export async function ownerSaysYes(url: string | undefined, token: string | undefined, query: string, variables: Record<string, string>): Promise<boolean> {
  if (!url || !token) return false;
  try {
    const { data } = await inSpan({ name: 'ask the owner', kind: 'client' }, async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...traceHeaders() },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(questionMs),
      });
      return (await response.json()) as { data?: Record<string, unknown> };
    });
    const answers = Object.values(data ?? {});
    return answers.length > 0 && answers.every((answer) => answer === true);
  } catch {
    return false;
  }
}
