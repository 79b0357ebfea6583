import { inSpan, traceHeaders } from './tracing';

/** How long the owner of a fact has for its answer. */
export const questionMs = 300;

/**
 * Asks the service that owns a fact, with the caller's own token. No token, no address, no answer in 300 ms, or a fault in its place: undefined.
 * @returns the answer's data, unchecked
 */
export async function askOwner(url: string | undefined, token: string | undefined, query: string, variables: Record<string, string>): Promise<Record<string, unknown> | undefined> {
  if (!url || !token) return undefined;
  try {
    const { data } = await inSpan({ name: 'ask the owner', kind: 'client' }, async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...traceHeaders() },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(questionMs),
      });
      return (await response.json()) as { data?: Record<string, unknown> | null };
    });
    return data ?? undefined;
  } catch {
    return undefined;
  }
}

/** Asks the owner of a relation one yes-or-no field before the caller is refused for lack of it. Any other answer than yes, or none: no. */
export async function ownerSaysYes(url: string | undefined, token: string | undefined, query: string, variables: Record<string, string>): Promise<boolean> {
  const answers = Object.values((await askOwner(url, token, query, variables)) ?? {});
  return answers.length > 0 && answers.every((answer) => answer === true);
}
