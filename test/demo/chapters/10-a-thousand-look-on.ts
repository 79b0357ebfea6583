import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type GraphClient } from '@vardgraf/client/connect';
import type { LiveEvent } from '@vardgraf/client/live-list';
import type { Watch } from '@vardgraf/client/watch';
import { v7 } from 'uuid';
import WebSocket from 'ws';
import { concurrently } from '../../actors/concurrently';
import { peopleOf } from '../../actors/graph-client';
import { graph, logIn } from '../../client';
import type { Row } from '../../live-list';
import { queueDocument } from '../../live-queue';
import { partnerToken } from '../../partner';
import { patients, type StaffName, units } from '../../world';
import type { Stage } from '../stage';

const [viewers, listsASocket, assignments, rounds] = [1_000, 2, 10, 2];
const unitId = units.gavleHealthCentre.id;
const submit = 'mutation ($input: SubmitConsultationInput!) { submitConsultation(input: $input) { ... on SubmitConsultationOk { submission { caseId } } ... on Refusal { message } } }';

interface Colleague {
  id: string;
  commission: { id: string };
}

/** What was done last to a case, and when it was asked for. */
interface Done {
  status: string;
  at: number;
}

/** A thousand look at one unit's queue while it changes: each ends with the list that a newcomer is shown. */
export async function aThousandLookOn(stage: Stage): Promise<void> {
  const { narrator, stack } = stage;
  narrator.chapter('10. A thousand look at one queue');
  await stage.world.isOpen();
  const colleagues = await at(stage);
  const [done, took] = [new Map<string, Done>(), [] as number[]];
  const clients = Array.from({ length: viewers / listsASocket }, (_, n) => clientOf(stage, colleagues[n % colleagues.length]!));
  try {
    const opened = performance.now();
    const all: { list: Watch<Row>; colleague: Colleague }[] = [];
    await concurrently(clients, 40, async (client, n) => {
      const both = Array.from({ length: listsASocket }, () => watches(client, queueDocument, noting(done, took)));
      for (const list of both) all.push({ list: await shown(list), colleague: colleagues[n % colleagues.length]! });
    });
    narrator.says(`${all.length} lists of Gävle's queue are open on ${clients.length} sockets, of ${colleagues.length} people in ${new Set(colleagues.map(({ role }) => role)).size} roles; it took ${((performance.now() - opened) / 1_000).toFixed(1)} s.`);
    const cases = await handedOver(stack);
    for (let round = 0; round < rounds; round += 1) {
      for (const [n, caseId] of cases.entries()) await takesAndReturns(stage, n % 2 ? 'bertilNurse' : 'annaNurse', caseId, done);
    }
    await sleep(500);
    const right = await Promise.all(colleagues.map((colleague) => endsRight(stage, colleague, all.filter((each) => each.colleague === colleague).map(({ list }) => list))));
    const wrong = right.reduce((sum, n) => sum + n, 0);
    narrator.tells(`${assignments} assignments come, are taken and given back ${rounds} times: every one of the ${all.length} lists is what a newcomer is shown.`, wrong === 0, `${wrong} lists are not`);
    const sorted = took.sort((a, b) => a - b);
    const [half, most] = [0.5, 0.95].map((share) => sorted[Math.floor(sorted.length * share)]!.toFixed(0));
    narrator.says(`${sorted.length} times a change came to a screen: half within ${half} ms of being asked for, 95 of 100 within ${most} ms.`);
  } finally {
    for (const client of clients) client.close();
  }
}

/** Everybody with a commission at the unit. */
async function at({ stack }: Stage): Promise<(Colleague & { role: string })[]> {
  return (await peopleOf(stack)).flatMap(({ personId, commissions }) => commissions.filter(({ unitIds }) => unitIds.includes(unitId)).slice(0, 1).map(({ id, role }) => ({ id: personId, commission: { id }, role })));
}

function clientOf({ stack }: Stage, colleague: Colleague): GraphClient {
  return connect(stack.graphUrl, { token: () => logIn(stack, colleague, colleague.commission.id), webSocket: WebSocket });
}

function watches(client: GraphClient, document: string, onEvent?: (event: LiveEvent) => void): Watch<Row> {
  return client.watch<unknown, Record<string, unknown>, Row>(document, { unitId }, { ...(onEvent && { onEvent }) });
}

/** Waits for the first list. */
async function shown(list: Watch<Row>): Promise<Watch<Row>> {
  for (const deadline = Date.now() + 60_000; list.state.seq === undefined; await sleep(20)) {
    if (list.state.status === 'stopped' || Date.now() > deadline) throw new Error(`a live queue did not come: ${list.state.fault?.message ?? 'no answer in a minute'}`);
  }
  return list;
}

/** Notes how long a change took to this screen. */
function noting(done: ReadonlyMap<string, Done>, took: number[]): (event: LiveEvent) => void {
  const seen = new Set<Done>();
  return (event) => {
    const what = done.get(event['caseId'] as string);
    if (!what || seen.has(what) || (event['card'] as Row | null)?.['status'] !== what.status) return;
    seen.add(what);
    took.push(performance.now() - what.at);
  };
}

async function handedOver(stack: Stage['stack']): Promise<string[]> {
  const token = await partnerToken(stack);
  const cases: string[] = [];
  for (let n = 0; n < assignments; n += 1) {
    const input = {
      reference: `1177-${v7()}`, patientId: patients.tolvan.id, digital: false, careLevel: 'PHYSICAL', priority: '6', profession: 'NURSE', unitId, summary: 'Ringer om ett sår.',
      callBackNumbers: [{ number: '+46701740605' }],
    };
    const { submitConsultation } = await graph(stack.graphUrl, token, submit, { input });
    if (!submitConsultation.submission) throw new Error(`the assignment was refused: ${JSON.stringify(submitConsultation)}`);
    cases.push(submitConsultation.submission.caseId as string);
  }
  return cases;
}

async function takesAndReturns({ world }: Stage, who: StaffName, caseId: string, done: Map<string, Done>): Promise<void> {
  for (const [mutation, status, more] of [['takeCase', 'ACCEPTED', {}], ['releaseCase', 'REQUESTED', { reason: 'OTHER_COMPETENCE' }]] as const) {
    done.set(caseId, { status, at: performance.now() });
    const answer = await world.does(who, mutation, { caseId, ...more });
    if (!(answer['__typename'] as string).endsWith('Ok')) throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
    await sleep(100);
  }
}

/** How many of these lists are not what their owner is shown by a document that the gateway has not seen, within half a minute: the gateway compares its counters every ten seconds. */
async function endsRight(stage: Stage, colleague: Colleague, lists: readonly Watch<Row>[]): Promise<number> {
  let wrong = lists.length;
  for (const deadline = Date.now() + 30_000; wrong > 0 && Date.now() < deadline; await sleep(100)) {
    const client = clientOf(stage, colleague);
    const fresh = byId((await shown(watches(client, queueDocument.replace('Watched', `Fresh${Date.now()}`)))).state.items);
    client.close();
    wrong = lists.filter((list) => !isDeepStrictEqual(byId(list.state.items), fresh)).length;
  }
  return wrong;
}

function byId(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => a.id.localeCompare(b.id));
}
