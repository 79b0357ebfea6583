import { connect, type NatsConnection } from '@nats-io/transport-node';

export interface ModelCase {
  id: string;
  unitId: string;
  status: string;
  priority: string;
  roles: string[];
  takenBy: string | null;
}

export interface ModelViewing {
  staffId: string;
  phase: string;
  fromSeq: number;
  toSeq: number;
  caseId?: string | null;
}

export interface OwnList {
  seq: number;
  ids: string[];
}

/** What of a queue is asked for. */
export interface ModelFilter {
  statuses?: string[] | null;
  roles?: string[] | null;
  mine?: boolean | null;
}

/** What cases knows, in memory: cards, who sees them, a number per unit, and the bell that rings after each change. */
export class CareModel {
  readonly cases = new Map<string, ModelCase>();
  readonly seqs = new Map<string, number>();
  readonly viewings: ModelViewing[] = [];
  readonly threads = new Map<string, { participants: Set<string>; messages: { id: string; by: string }[]; readBy?: Map<string, number> }>();
  /** Who has opened which case. */
  readonly opened = new Map<string, Set<string>>();
  readonly caseSeqs = new Map<string, number>();
  /** Each patient's own cases, newest first; the same for what staff are told, and for what a partner has handed over. */
  readonly own = new Map<string, OwnList>();
  readonly notices = new Map<string, OwnList>();
  readonly submissions = new Map<string, OwnList>();
  /** Who is on shift, those longest there first, by unit. */
  readonly onShift = new Map<string, { seq: number; staffIds: string[] }>();
  private nats: NatsConnection | undefined;

  async connect(url: string): Promise<void> {
    this.nats = await connect({ servers: url, name: 'care-model' });
  }

  async close(): Promise<void> {
    await this.nats?.close();
  }

  keys(unitId: string, role: string, asked: { filter?: ModelFilter | null; viewerId?: string | null; among?: string[] | null } = {}): { seq: number; caseIds: string[] } {
    const { filter, viewerId, among } = asked;
    const fits = (c: ModelCase) => (!filter?.statuses || filter.statuses.includes(c.status)) && (!filter?.mine || c.takenBy === viewerId) && (!among || among.includes(c.id));
    const seen = [...this.cases.values()].filter((c) => c.unitId === unitId && c.roles.includes(role) && fits(c));
    return { seq: this.seqs.get(unitId) ?? 0, caseIds: seen.map((c) => c.id) };
  }

  visible(id: string, unitId: string, role: string): ModelCase | null {
    const found = this.cases.get(id);
    return found && found.unitId === unitId && found.roles.includes(role) ? found : null;
  }

  /** Adds, changes or (undefined) removes a case. @param bell false loses the hint; 'later' gives it back to be rung by the caller */
  put(id: string, change: Partial<ModelCase> | undefined, bell: boolean | 'later' = true): () => void {
    const before = this.cases.get(id);
    const unitId = change?.unitId ?? before?.unitId ?? 'unit-1';
    if (change) this.cases.set(id, { id, unitId, status: 'REQUESTED', priority: '3', roles: ['NURSE', 'DOCTOR'], takenBy: null, ...before, ...change });
    else this.cases.delete(id);
    const seq = (this.seqs.get(unitId) ?? 0) + 1;
    this.seqs.set(unitId, seq);
    const hint = { seq, caseId: id, rolesBefore: before?.roles ?? [], rolesAfter: this.cases.get(id)?.roles ?? [] };
    const ring = () => this.nats?.publish(`live.unit.${unitId}`, JSON.stringify(hint));
    if (bell === true) ring();
    return ring;
  }

  /** Something happens to an opened case. @param bell false loses the hint */
  touch(caseId: string, change: Partial<ModelCase>, bell = true): void {
    this.cases.set(caseId, { id: caseId, unitId: 'unit-1', status: 'REQUESTED', priority: '3', roles: [], takenBy: null, ...this.cases.get(caseId), ...change });
    const seq = (this.caseSeqs.get(caseId) ?? 0) + 1;
    this.caseSeqs.set(caseId, seq);
    if (bell) this.publish(`live.case.${caseId}`, { seq, caseId });
  }

  /** Something happens in a patient's own list. @param bell false loses the hint; 'later' gives it back to be rung by the caller */
  putOwn(personId: string, caseId: string, visible: boolean, status = 'REQUESTED', bell: boolean | 'later' = true): () => void {
    return this.putIn(this.own, personId, caseId, { visible, status }, bell, (seq) => [`live.patient.${personId}`, { seq, caseId, visible }]);
  }

  /** A staff member is told something, or it is read. @returns the bell, to be rung by the caller */
  putNotice(staffId: string, noticeId: string, status: string): () => void {
    return this.putIn(this.notices, staffId, noticeId, { visible: true, status }, 'later', (seq) => [`live.staff.${staffId}`, { seq, noticeId }]);
  }

  /** A partner hands something over, or something happens to it. @returns the bell, to be rung by the caller */
  putSubmission(clientId: string, submissionId: string, status: string): () => void {
    return this.putIn(this.submissions, clientId, submissionId, { visible: true, status }, 'later', (seq) => [`live.partner.${clientId}`, { seq, submissionId }]);
  }

  private putIn(lists: Map<string, OwnList>, owner: string, id: string, as: { visible: boolean; status: string }, bell: boolean | 'later', hint: (seq: number) => [subject: string, message: object]): () => void {
    const { seq, ids } = lists.get(owner) ?? { seq: 0, ids: [] };
    const others = ids.filter((other) => other !== id);
    lists.set(owner, { seq: seq + 1, ids: as.visible ? (ids.includes(id) ? ids : [id, ...others]) : others });
    this.cases.set(id, { id, unitId: 'unit-1', status: as.status, priority: '3', roles: [], takenBy: null });
    const ring = () => this.publish(...hint(seq + 1));
    if (bell === true) ring();
    return ring;
  }

  /** Somebody comes on shift, or goes. @param bell false loses the hint; 'later' gives it back to be rung by the caller */
  shift(unitId: string, staffId: string, onShift: boolean, bell: boolean | 'later' = true): () => void {
    const { seq, staffIds } = this.onShift.get(unitId) ?? { seq: 0, staffIds: [] };
    const others = staffIds.filter((id) => id !== staffId);
    this.onShift.set(unitId, { seq: seq + 1, staffIds: onShift ? [...others, staffId] : others });
    const ring = () => this.publish(`live.shift.${unitId}`, { seq: seq + 1, staffId, onShift });
    if (bell === true) ring();
    return ring;
  }

  /** Somebody has read. @param bell false loses the notice */
  read(threadId: string, personId: string, upTo: number, bell = true): void {
    const thread = this.threads.get(threadId)!;
    (thread.readBy ??= new Map()).set(personId, upTo);
    if (bell) this.publish(`live.activity.${threadId}`, { marks: true });
  }

  /** Writes in a thread; the number is the message's place. @param bell false loses the hint; 'later' gives it back to be rung by the caller */
  post(threadId: string, id: string, by: string, bell: boolean | 'later' = true): () => void {
    const { messages } = this.threads.get(threadId)!;
    const seq = messages.push({ id, by });
    const ring = () => this.publish(`live.thread.${threadId}`, { seq, messageId: id });
    if (bell === true) ring();
    return ring;
  }

  publish(subject: string, message: object): void {
    this.nats!.publish(subject, JSON.stringify(message));
  }

  async flush(): Promise<void> {
    await this.nats?.flush();
  }
}
