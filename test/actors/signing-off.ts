import { v7 } from 'uuid';
import { type GraphClient, type Reply, untilAnswered } from './graph-client';
import type { Acknowledged, Journal } from './journal';
import { oneOf } from './random';
import type { Worker } from './staff-shifts';

const refusal = '... on Refusal { code }';
const waitingDocument = 'query Signing { myWork { signOffsWaiting { id } } }';
const documents = {
  askSignOff: `mutation AskToSign($input: AskSignOffInput!) { askSignOff(input: $input) { __typename ... on AskSignOffOk { signOff { id } } ${refusal} } }`,
  signOff: `mutation Sign($input: SignOffInput!) { signOff(input: $input) { __typename ... on SignOffOk { signOff { id } } ${refusal} } }`,
  returnSignOff: `mutation SendBack($input: ReturnSignOffInput!) { returnSignOff(input: $input) { __typename ... on ReturnSignOffOk { signOff { id } } ${refusal} } }`,
} as const;
type Answer = 'signOff' | 'returnSignOff';

/** One of the staff, who can be asked besides, and until when. */
interface Desk {
  client: GraphClient;
  journal: Journal;
  next: () => number;
  worker: Worker;
  colleagues: readonly Worker[];
  running: () => boolean;
}

/** Signs or returns what waits on the start page, now and then both at once, of which one counts; where nothing waits, asks for what one has written oneself (QUE-13). */
export async function signOffStep(client: GraphClient, journal: Journal, next: () => number, worker: Worker, colleagues: readonly Worker[], running: () => boolean): Promise<void> {
  const desk: Desk = { client, journal, next, worker, colleagues, running };
  const looked = await client.ask(worker.personId, worker.commissionId, 'myWork', waitingDocument, {});
  const waiting = looked.is === 'DATA' ? ((looked.data['myWork'] as { signOffsWaiting: { id: string }[] | null } | null)?.signOffsWaiting ?? []) : [];
  const one = oneOf(next, waiting.slice(0, 8));
  if (!one) return asks(desk);
  const dice = next();
  const how: readonly Answer[] = dice < 0.5 ? ['signOff'] : dice < 0.8 ? ['returnSignOff'] : ['signOff', 'returnSignOff'];
  await Promise.all(how.map((answer) => answers(desk, one.id, answer)));
}

/** The same again until it is answered: the same client id, or the same answer of the same person, is the same yes. */
async function insists({ client, next, worker, running }: Desk, field: keyof typeof documents, input: Record<string, unknown>): Promise<Reply | undefined> {
  const reply = await untilAnswered(() => client.ask(worker.personId, worker.commissionId, field, documents[field], { input }), field, next, running);
  return reply?.__typename.endsWith('Ok') ? reply : undefined;
}

/** Asks a colleague, or their role where they work, about one of the calls that oneself has logged last; now and then once more. */
async function asks(desk: Desk): Promise<void> {
  const { journal, next, worker, colleagues } = desk;
  const by = worker.personId;
  const calls = journal.acknowledged.filter((each): each is Extract<Acknowledged, { act: 'CALL' }> => each.act === 'CALL' && each.by === by);
  const [call, asked] = [oneOf(next, calls.slice(-8)), oneOf(next, colleagues.filter(({ personId }) => personId !== by))];
  if (!call || !asked) return;
  const clientId = v7();
  const to = { unitId: asked.unitId, ...(next() < 0.3 ? { staffId: asked.personId } : { role: asked.role }) };
  for (let times = next() < 0.2 ? 2 : 1; times > 0; times -= 1) {
    const yes = await insists(desk, 'askSignOff', { clientId, caseId: call.caseId, recordKind: 'CONTACT_ATTEMPT', recordId: call.attemptId, to });
    if (!yes) return;
    journal.acknowledged.push({ act: 'ASK_SIGN_OFF', clientId, signOffId: yes['signOff'].id as string, recordId: call.attemptId, by });
  }
}

async function answers(desk: Desk, signOffId: string, how: Answer): Promise<void> {
  const yes = await insists(desk, how, { signOffId, ...(how === 'returnSignOff' && { reason: 'Vilket nummer?' }) });
  if (yes) desk.journal.acknowledged.push({ act: how === 'signOff' ? 'SIGN_OFF' : 'RETURN_SIGN_OFF', signOffId, by: desk.worker.personId });
}
