import { v7 } from 'uuid';
import { type Answer, type GraphClient, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';

const threadsDocument = 'query Threads { myThreads { id mayPost lastSeq unread } }';
const postDocument = 'mutation Write($input: PostMessageInput!) { postMessage(input: $input) { __typename ... on PostMessageOk { posted { id seq } } ... on Refusal { code } } }';
const readDocument = 'mutation Read($input: MarkReadInput!) { markRead(input: $input) { __typename ... on Refusal { code } } }';
/** What a patient looks at besides, so that every room is asked for something. */
const looks = {
  myNotifications: 'query Told { myNotifications(first: 10) { edges { node { id status } } } }',
  myAccessLog: 'query Log { myAccessLog(first: 10) { edges { node { at } } } }',
  myProfile: 'query Me { myProfile { id } }',
  myCases: 'query Cases { myCases { id status } }',
  openTriageSessions: 'query Open { openTriageSessions { id status } }',
} as const;
export type PatientLook = keyof typeof looks;

/** A patient looks at one thing of theirs. */
export async function patientLooks(client: GraphClient, personId: string, operation: PatientLook): Promise<void> {
  await client.ask(personId, undefined, operation, looks[operation], {});
}

interface Thread {
  id: string;
  mayPost: boolean;
  lastSeq: number;
  unread: number;
}

/** A patient looks into the service, reads a conversation and writes in it, when there is one. */
export async function patientWrites(client: GraphClient, journal: Journal, next: () => number, personId: string, running: () => boolean): Promise<void> {
  await patientLooks(client, personId, oneOf(next, Object.keys(looks) as PatientLook[])!);
  const looked = await client.ask(personId, undefined, 'myThreads', threadsDocument, {});
  const thread = looked.is === 'DATA' ? oneOf(next, ((looked.data['myThreads'] as Thread[] | null) ?? []).slice(0, 3)) : undefined;
  if (thread) await write(client, journal, next, { personId }, thread, running);
}

/** Reads to the end and writes some messages, each until it is answered; now and then one that has been answered once more. */
export async function write(
  client: GraphClient, journal: Journal, next: () => number, by: { personId: string; commissionId?: string }, thread: Thread, running: () => boolean,
): Promise<void> {
  const ask = (operation: string, document: string, input: Record<string, unknown>): Promise<Answer> => client.ask(by.personId, by.commissionId, operation, document, { input });
  if (thread.unread > 0) await ask('markRead', readDocument, { threadId: thread.id, seq: thread.lastSeq });
  if (!thread.mayPost) return;
  for (let left = 1 + Math.floor(next() * 3); left > 0 && running(); left -= 1) {
    const clientId = v7();
    for (let times = next() < 0.1 ? 2 : 1; times > 0; times -= 1) {
      const posted = await untilAnswered(() => ask('postMessage', postDocument, { clientId, threadId: thread.id, text: 'Det är som förut.' }), 'postMessage', next, running);
      if (posted?.__typename !== 'PostMessageOk') return;
      const { id, seq } = posted['posted'] as { id: string; seq: number };
      journal.acknowledged.push({ act: 'POST', clientId, threadId: thread.id, messageId: id, seq, by: by.personId });
    }
  }
}
