import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { LiveList, type Row, type Viewer } from '../live-list';
import { cardFields, LiveQueue, queueDocument } from '../live-queue';
import { partnerToken } from '../partner';
import type { Stack } from '../stack';
import { type PatientName, type StaffName, units, type UnitName, type World } from '../world';

const caseFields = `id firstPriority endedAt endReason phaseEndsAt card { status priority takenBy { id } } handovers { id status answeredAt } contactAttempts { id outcome } protocols { kind state nextAt }
  consultation { submission { forwarded } } history { at action from to }`;
/** Without whatToExpect, which says in words how long is left: with every minute another, and no change. */
const ownFields = 'id status statusText createdAt dueAt mayWithdraw mayRecheck recheckAskedAt unit { id } complaint { code }';
const noticeFields = 'id kind caseId consultationId handoverId unit { id } at readAt settledAt';
const submissionFields = 'id reference status became caseId unit { id } profession priority readFrom startedAt endedAt outcome overdueAt forwarded';
const colleagueFields = 'id role since unit { id } staffMember { id }';
const messageFields = 'id seq kind event senderKind fromMe text sentAt staffMember { id }';

/** Live field → what is watched of it. A new field is a row here; where it is not everybody's, somebody has to watch it in {@link everydayLines}. */
export const liveDocuments = {
  liveQueue: queueDocument,
  liveCase: `subscription Watched($caseId: ID!, $after: Int) { liveCase(caseId: $caseId, after: $after) { __typename
    ... on CaseSnapshot { seq case { ${caseFields} } } ... on CaseChange { seq previousSeq kind case { ${caseFields} } } } }`,
  liveMyCases: `subscription Watched($after: Int) { liveMyCases(after: $after) { __typename
    ... on MyCasesSnapshot { seq cases { ${ownFields} } } ... on MyCasesChange { seq previousSeq kind caseId case { ${ownFields} } } } }`,
  liveThread: `subscription Watched($threadId: ID!, $after: Int) { liveThread(threadId: $threadId, after: $after) { __typename
    ... on ThreadSnapshot { seq messages { ${messageFields} } } ... on ThreadChange { seq previousSeq kind messageId message { ${messageFields} } } } }`,
  myWork: `subscription Watched($after: Int) { myWork(after: $after) { __typename
    ... on WorkSnapshot { seq notices { ${noticeFields} } } ... on WorkChange { seq previousSeq kind noticeId notice { ${noticeFields} } } } }`,
  partnerSubmissions: `subscription Watched($after: Int) { partnerSubmissions(after: $after) { __typename
    ... on SubmissionSnapshot { seq submissions { ${submissionFields} } } ... on SubmissionChange { seq previousSeq kind submissionId submission { ${submissionFields} } } } }`,
  liveColleaguesOnShift: `subscription Watched($unitId: ID!, $after: Int) { liveColleaguesOnShift(unitId: $unitId, after: $after) { __typename
    ... on ColleaguesSnapshot { seq colleagues { ${colleagueFields} } } ... on ColleaguesChange { seq previousSeq kind colleagueId colleague { ${colleagueFields} } } } }`,
} satisfies Record<string, string>;
export type LiveFieldName = keyof typeof liveDocuments;

export type Watcher = StaffName | PatientName | 'partner';
type Watch = [who: Watcher, field: LiveFieldName, variables?: Record<string, unknown>];

const queue = (who: StaffName, unit: UnitName, filter?: Record<string, unknown>): Watch => [who, 'liveQueue', { unitId: units[unit].id, ...(filter && { filter }) }];

/** Who watches what all the time; cases and conversations are watched by who has them, from when they are there. */
export const everydayLines: readonly Watch[] = [
  queue('annaNurse', 'gavleHealthCentre'), queue('drDavid', 'gavleHealthCentre'), queue('petraPsychologist', 'gavleHealthCentre'), queue('ulfUnitManager', 'gavleHealthCentre'),
  queue('sandraNurse', 'sandvikenHealthCentre'), queue('hubDoctor', 'gavleborgDropIn'),
  queue('annaNurse', 'gavleHealthCentre', { statuses: ['REQUESTED'] }), queue('annaNurse', 'gavleHealthCentre', { mine: true }), queue('drDavid', 'gavleHealthCentre', { mine: true }),
  queue('drElin', 'gavleHealthCentre', { kinds: ['DROP_IN', 'CONSULTATION'], roles: ['DOCTOR'] }), queue('sandraNurse', 'sandvikenHealthCentre', { escalated: true }),
  ['tolvan', 'liveMyCases'], ['gretaGuardian', 'liveMyCases'], ['youngWoman', 'liveMyCases'], ['teensParent', 'liveMyCases'], ['otherGuardian', 'liveMyCases'],
  ['annaNurse', 'myWork'], ['drDavid', 'myWork'], ['sandraNurse', 'myWork'],
  ['partner', 'partnerSubmissions'],
  ['annaNurse', 'liveColleaguesOnShift', { unitId: units.gavleHealthCentre.id }], ['drDavid', 'liveColleaguesOnShift', { unitId: units.gavleHealthCentre.id }],
];

/** One viewer's live list over a connection that breaks and comes back. */
export interface Line {
  who: Watcher;
  field: LiveFieldName;
  variables: Record<string, unknown>;
  list: LiveList;
  broken: boolean;
}

/** Every live list that somebody watches in this file, and the comparison with what a newcomer is shown. */
export class LiveLines {
  readonly all: Line[] = [];
  private readings = 0;

  constructor(private readonly stack: Stack, private readonly world: World) {}

  async watch(...[who, field, variables = {}]: Watch): Promise<Line> {
    const viewer = this.viewer(who);
    const list = field === 'liveQueue' ? new LiveQueue(viewer, variables['unitId'] as string, variables['filter'] as Record<string, unknown> | undefined) : new LiveList(viewer, liveDocuments[field], variables);
    await list.connect();
    if (list.state.seq === undefined) throw new Error(`${who} may not watch ${field}: ${list.state.fault?.message}`);
    const line: Line = { who, field, variables, list, broken: false };
    this.all.push(line);
    return line;
  }

  async breaks(line: Line): Promise<void> {
    await line.list.disconnect();
    line.broken = true;
  }

  async returns(line: Line): Promise<void> {
    await line.list.connect();
    line.broken = false;
  }

  /** What every viewer with a line has built equals what a newcomer is shown, and a queue also what is read as a query; no change is missing from what was sent. */
  async areRight(): Promise<void> {
    await this.stack.settled();
    for (const line of this.all.filter(({ broken }) => !broken)) {
      let [got, fresh, read]: unknown[] = [];
      // Longer than the ten seconds after which the gateway compares its counters: what is not right by then will not be.
      for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(100)) {
        fresh = await this.fresh(line);
        read = line.field === 'liveQueue' ? await this.queried(line) : fresh;
        got = shown(line.list);
        if (isDeepStrictEqual(got, fresh) && isDeepStrictEqual(got, read)) break;
      }
      expect({ who: line.who, field: line.field, ...line.variables, got, read }).toEqual({ who: line.who, field: line.field, ...line.variables, got: fresh, read: got });
      const { events } = line.list;
      for (const [n, event] of events.entries()) if (n && event.__typename!.endsWith('Change')) expect(event.previousSeq).toBe(events[n - 1]!.seq);
    }
  }

  async end(): Promise<void> {
    for (const { list } of this.all) await list.disconnect();
  }

  /** A document that the gateway has not seen has no memory there: its snapshot is read anew. */
  private async fresh({ who, field, variables }: Line): Promise<unknown> {
    const list = await new LiveList(this.viewer(who), liveDocuments[field].replace('Watched', `Fresh${(this.readings += 1)}`), variables).connect();
    await list.disconnect();
    return shown(list);
  }

  private async queried({ who, variables }: Line): Promise<unknown> {
    const query = `query ($unitId: ID!, $filter: QueueFilter) { queue(unitId: $unitId, filter: $filter, first: 100) { edges { node { ${cardFields} } } } }`;
    const answer = await this.world.as(who as StaffName, query, variables);
    return byId((answer['queue'].edges as { node: Row }[]).map(({ node }) => node));
  }

  private viewer(who: Watcher): Viewer {
    return { graphUrl: this.stack.graphUrl, token: () => (who === 'partner' ? partnerToken(this.stack) : this.world.token(who)) };
  }
}

/** What is on the screen, or that nothing may be. */
function shown({ state }: LiveList): unknown {
  return state.status === 'stopped' && state.fault ? state.fault.code : byId(state.items);
}

/** In one order, for a live list's own order is its client's affair; as plain objects of this realm, which fetch's are not. */
function byId(rows: Iterable<Row>): Row[] {
  return (JSON.parse(JSON.stringify([...rows])) as Row[]).sort((a, b) => a.id.localeCompare(b.id));
}
