import { randomUUID } from 'node:crypto';
import { Fault } from '@vardgraf/service-kit/fault';
import type { SubgraphSource } from '../graph/subgraph-source';
import type { LiveScope, LiveTokens } from '../identity/live-tokens';
import type { LiveView } from './live-field';

/** A stream's number and the entities its viewers see, read together. */
export interface Keys {
  seq: number;
  ids: string[];
  /** Of a thread: how far each side has read. */
  marks?: { readByMySide: number; readByOtherSide: number };
}

/** What of a queue is asked for, as the client gave it. */
export type QueueFilter = Record<string, unknown>;

/** A row that says who watched a live queue, or a live case (AUD-1). */
export interface Viewing {
  staffId: string;
  commissionId: string;
  phase: 'BEGAN' | 'ENDED';
  fromSeq: number;
  toSeq: number;
  /** The case that is watched; absent for the unit's queue. */
  caseId?: string;
}

const queueKeys = 'query QueueKeys($unitId: ID!) { queueKeys(unitId: $unitId) { seq caseIds } }';
const filteredKeys = `query QueueKeys($unitId: ID!, $filter: QueueFilter, $viewerId: ID, $among: [ID!]) {
  queueKeys(unitId: $unitId, filter: $filter, viewerId: $viewerId, among: $among) { seq caseIds } }`;
const caseKeys = 'query CaseKeys($caseId: ID!) { caseKeys(caseId: $caseId) { seq caseIds } }';
const myCaseKeys = 'query MyCaseKeys { myCaseKeys { seq caseIds } }';
const shiftKeys = 'query ShiftKeys($unitId: ID!) { shiftKeys(unitId: $unitId) { seq staffIds } }';
const unitSeqs = 'query UnitSeqs($unitIds: [ID!]!) { unitSeqs(unitIds: $unitIds) { unitId seq } }';
const threadKeys = 'query ThreadKeys($threadId: ID!) { threadKeys(threadId: $threadId) { seq messageIds readByMySide readByOtherSide } }';
const submissionKeys = 'query SubmissionKeys { submissionKeys { seq submissionIds } }';
const noticeKeys = 'query NoticeKeys { noticeKeys { seq noticeIds } }';
const recordViewing = 'mutation RecordLiveViewing($input: RecordLiveViewingInput!) { recordLiveViewing(input: $input) }';

/** What the gateway itself asks: fields that no client sees. A unit's with its own token, a person's or partner's with theirs. */
export class LiveReads {
  constructor(private readonly sources: { cases: SubgraphSource; messaging: SubgraphSource; notify: SubgraphSource }, private readonly tokens: LiveTokens) {}

  /** The whole queue, or what a filter lets through; of `among` where that is given. @throws Fault INTERNAL when cases does not answer */
  async queueKeys(scope: LiveScope, asked: { filter?: QueueFilter; viewerId?: string; among?: readonly string[] } = {}): Promise<Keys> {
    const { seq, caseIds } = await this.ask<{ seq: number; caseIds: string[] }>(scope, asked.filter ? filteredKeys : queueKeys, { unitId: scope.unitId, ...asked }, 'queueKeys');
    return { seq, ids: caseIds };
  }

  /** Undefined when the viewer has neither opened nor taken the case. @throws Fault INTERNAL when cases does not answer */
  async caseKeys(view: LiveView, caseId: string): Promise<Keys | undefined> {
    const keys = await this.askAs<{ seq: number; caseIds: string[] }>('cases', view, caseKeys, { caseId }, 'caseKeys');
    return keys && { seq: keys.seq, ids: keys.caseIds };
  }

  /** The viewer's own list. @throws Fault INTERNAL when cases does not answer */
  async myCaseKeys(view: LiveView): Promise<Keys | undefined> {
    const keys = await this.askAs<{ seq: number; caseIds: string[] }>('cases', view, myCaseKeys, {}, 'myCaseKeys');
    return keys && { seq: keys.seq, ids: keys.caseIds };
  }

  /** Who is on shift at the scope's unit. @throws Fault INTERNAL when cases does not answer */
  shiftKeys(scope: LiveScope): Promise<{ seq: number; staffIds: string[] }> {
    return this.ask(scope, shiftKeys, { unitId: scope.unitId }, 'shiftKeys');
  }

  /** Unit → number now. @param scope any scope of the units' region */
  async unitSeqs(scope: LiveScope, unitIds: string[]): Promise<Map<string, number>> {
    const rows = await this.ask<{ unitId: string; seq: number }[]>(scope, unitSeqs, { unitIds }, 'unitSeqs');
    return new Map(rows.map(({ unitId, seq }) => [unitId, seq]));
  }

  /** Writes the rows, all or none; unit and role come from the token. @throws Fault INTERNAL */
  async recordViewings(scope: LiveScope, viewings: Viewing[]): Promise<void> {
    await this.ask<boolean>(scope, recordViewing, { input: { viewings } }, 'recordLiveViewing');
  }

  /** Undefined when the viewer takes no part in the thread. @throws Fault INTERNAL when messaging does not answer */
  async threadKeys(view: LiveView, threadId: string): Promise<Keys | undefined> {
    const keys = await this.askAs<{ seq: number; messageIds: string[]; readByMySide: number; readByOtherSide: number }>('messaging', view, threadKeys, { threadId }, 'threadKeys');
    return keys && { seq: keys.seq, ids: keys.messageIds, marks: { readByMySide: keys.readByMySide, readByOtherSide: keys.readByOtherSide } };
  }

  /** Undefined when the caller may not submit. @throws Fault INTERNAL when cases does not answer */
  async submissionKeys(view: LiveView): Promise<Keys | undefined> {
    const keys = await this.askAs<{ seq: number; submissionIds: string[] }>('cases', view, submissionKeys, {}, 'submissionKeys');
    return keys && { seq: keys.seq, ids: keys.submissionIds };
  }

  /** Undefined when the caller is not staff. @throws Fault INTERNAL when notify does not answer */
  async noticeKeys(view: LiveView): Promise<Keys | undefined> {
    const keys = await this.askAs<{ seq: number; noticeIds: string[] }>('notify', view, noticeKeys, {}, 'noticeKeys');
    return keys && { seq: keys.seq, ids: keys.noticeIds };
  }

  private async askAs<T>(service: 'cases' | 'messaging' | 'notify', view: LiveView, query: string, variables: Record<string, unknown>, field: string): Promise<T | undefined> {
    const { authorization, actor, language } = view;
    const response = await this.sources[service].ask(query, variables, { authorization, actor, language, requestId: randomUUID() });
    if (response.errors?.length) throw new Fault('INTERNAL', `${field} was not answered`, { cause: new Error(response.errors[0]!.message) });
    return (response.data?.[field] as T | null | undefined) ?? undefined;
  }

  private async ask<T>(scope: LiveScope, query: string, variables: Record<string, unknown>, field: string): Promise<T> {
    const authorization = await this.tokens.authorization(scope);
    const response = await this.sources.cases.ask(query, variables, { authorization, actor: undefined, language: scope.language, requestId: randomUUID() });
    const value = response.data?.[field] as T | null | undefined;
    if (response.errors?.length || value === null || value === undefined || value === false) {
      throw new Fault('INTERNAL', `${field} was not answered`, { cause: new Error(response.errors?.[0]?.message ?? 'refused') });
    }
    return value;
  }
}
