import { v7 } from 'uuid';
import type { StaffActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { acceptConsultedCase } from '../src/operations/accept-consulted-case';
import { askConsultation, type AskConsultationInput } from '../src/operations/ask-consultation';
import { takeCase } from '../src/operations/take-case';
import { dag, handoverWorld, type HandoverWorld, nina } from './handover-world';

type Given = Omit<Partial<AskConsultationInput>, 'to'> & { to?: Partial<AskConsultationInput['to']> };

/** Two units with their staff, and questions between them: nina asks the doctors of Söderhamn for advice when nothing else is said. */
export interface ConsultationWorld extends HandoverWorld {
  ask1(given?: Given, by?: StaffActor): ReturnType<typeof askConsultation>;
  /** The same where a yes is expected; answers the consultation's id. */
  question(given?: Given, by?: StaffActor): Promise<string>;
  /** A question that dag has taken. */
  takenQuestion(given?: Given): Promise<string>;
  /** Somebody of those asked writes in its thread. */
  answers(id: string, staffId?: string, postedAt?: Date): Promise<void>;
  accept(id: string, by?: StaffActor): ReturnType<typeof acceptConsultedCase>;
  row(id: string): Promise<Record<string, unknown>>;
}

export async function staffConsultationWorld(): Promise<ConsultationWorld> {
  const base = await handoverWorld();
  const world: ConsultationWorld = {
    ...base,
    ask1: ({ to, ...given } = {}, by = nina) =>
      askConsultation(base.db, by, {
        clientId: v7(), caseId: null, wish: 'ADVICE', question: 'hur läser ni ett sådant ekg', priority: given.caseId ? null : '5', consent: null, ...given,
        to: { unitId: 'soderhamn', role: 'DOCTOR', staffId: null, ...to },
      }, 'r1'),
    async question(given, by) {
      const asked = await world.ask1(given, by);
      if (asked.is !== 'DONE') throw new Error(asked.is);
      return asked.consultationId;
    },
    async takenQuestion(given) {
      const id = await world.question(given);
      await takeCase(base.db, dag, id);
      return id;
    },
    answers: (id, staffId = 'dag', postedAt = new Date()) =>
      base.hear('message.posted', {
        threadId: `thread-${id}`, caseId: id, patientId: null, unitId: 'soderhamn', messageId: v7(), seq: 2, senderKind: 'STAFF', senderId: staffId, phase: 'CONSULTATION',
        postedAt: postedAt.toISOString(), unreadByStaff: 0,
      }),
    accept: (id, by = dag) => acceptConsultedCase(base.db, by, id, 'r2'),
    row: async (id) => (await read<Record<string, unknown>>(base.db, 'SELECT * FROM staff_consultation WHERE id = $1', [id]))[0]!,
  };
  return world;
}
