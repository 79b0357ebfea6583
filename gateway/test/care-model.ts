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
}

/** What cases knows, in memory: cards, who sees them, a number per unit, and the bell that rings after each change. */
export class CareModel {
  readonly cases = new Map<string, ModelCase>();
  readonly seqs = new Map<string, number>();
  readonly viewings: ModelViewing[] = [];
  readonly threads = new Map<string, { participants: Set<string>; messages: { id: string; by: string }[] }>();
  private nats: NatsConnection | undefined;

  async connect(url: string): Promise<void> {
    this.nats = await connect({ servers: url, name: 'care-model' });
  }

  async close(): Promise<void> {
    await this.nats?.close();
  }

  keys(unitId: string, role: string): { seq: number; caseIds: string[] } {
    const seen = [...this.cases.values()].filter((c) => c.unitId === unitId && c.roles.includes(role));
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

  /** Writes in a thread; the number is the message's place. @param bell false loses the hint */
  post(threadId: string, id: string, by: string, bell = true): void {
    const { messages } = this.threads.get(threadId)!;
    messages.push({ id, by });
    if (bell) this.publish(`live.thread.${threadId}`, { seq: messages.length, messageId: id });
  }

  publish(subject: string, message: object): void {
    this.nats!.publish(subject, JSON.stringify(message));
  }

  async flush(): Promise<void> {
    await this.nats?.flush();
  }
}
