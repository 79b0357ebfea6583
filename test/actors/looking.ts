import type { GraphClient } from './graph-client';
import type { Journal } from './journal';

/** What shows staff somebody's case, as the matrix of rights says it (docs/authorisation.md): each look is logged by cases. */
const looks: readonly string[] = ['queue', 'handovers', 'myConsultations', 'myWork', 'openCase', 'takeCase'];

/** The same client; what it shows to staff goes to the journal, since it is promised to be in the log (AUD-1). */
export function notingLooks(client: GraphClient, journal: Journal): GraphClient {
  return {
    ...client,
    async ask(person, commission, operation, ...rest) {
      const answer = await client.ask(person, commission, operation, ...rest);
      if (answer.is === 'DATA' && looks.includes(operation) && showsSomething(answer.data[operation])) journal.acknowledged.push({ act: 'LOOK', field: operation, requestId: answer.requestId, by: person });
      return answer;
    },
  };
}

/** A list of nothing shows nothing, nor does a refusal. */
function showsSomething(value: unknown): boolean {
  if (!value || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length > 0;
  if ('edges' in value) return showsSomething(value.edges);
  return '__typename' in value ? String(value.__typename).endsWith('Ok') : Object.values(value).some(showsSomething);
}
