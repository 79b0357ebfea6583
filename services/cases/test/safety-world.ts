import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Case } from '../src/domain/case';
import { recordContactAttempt, type RecordContactAttemptInput } from '../src/operations/record-contact-attempt';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { tickNoShow, tickProtocol } from '../src/operations/tick-protocol';
import { tickSuicideRisk, tickSuicideSilence } from '../src/operations/tick-suicide-risk';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';

export const nina = staffMember('nina');
export const dora = staffMember('dora', 'bollnas', 'DOCTOR');
export const petra = staffMember('petra', 'bollnas', 'PSYCHOLOGIST');
export const hugo = staffMember('hugo', 'navet', 'DOCTOR');

/** Bollnäs with a hub and a cooperating unit; patients at risk, their clinicians and their clocks. */
export interface SafetyWorld extends CasesWorld {
  flagged(given?: Parameters<CasesWorld['session']>[0]): Promise<string>;
  /** Taken and started by the clinician. */
  met(by: Parameters<typeof takeCase>[1], given?: Parameters<CasesWorld['session']>[0]): Promise<string>;
  /** The timer of the kind rings; the operation behind it decides. */
  rings(kind: 'risk' | 'silence' | 'checklist' | 'no-show', caseId: string): Promise<void>;
  /** The clock, in minutes from the beginning. */
  passes(minutes: number): Promise<void>;
  says(caseId: string): Promise<void>;
  phones(by: Parameters<typeof takeCase>[1], caseId: string, given?: Partial<RecordContactAttemptInput>): ReturnType<typeof recordContactAttempt>;
  state(caseId: string): Promise<Pick<Case, 'riskState' | 'riskLevel'>>;
  steps(caseId: string): Promise<string[]>;
  timer(caseId: string, kind: string): Promise<Date | undefined>;
}

export async function safetyWorld(): Promise<SafetyWorld> {
  const base = await casesWorld();
  await base.unit('bollnas', { cooperatingUnitIds: ['soderhamn'], staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
  await base.unit('soderhamn');
  await base.unit('navet', { kind: 'DROP_IN_HUB' });
  let minutes = 0;
  const clock = (work: (tx: Tx, regionId: string, id: string) => Promise<void>, id: string) => transact(base.db, systemActor('cases'), (tx) => work(tx, 'gavleborg', id));
  const ticks = { risk: tickSuicideRisk, silence: tickSuicideSilence, checklist: tickProtocol, 'no-show': tickNoShow };
  const world: SafetyWorld = {
    ...base,
    flagged: (given = {}) => base.session({ tags: ['SUICIDE_RISK_FLAGGED'], finishedAt: new Date(Date.now() + minutes * 60_000).toISOString(), ...given }),
    met: async (by, given = {}) => {
      const id = await world.flagged(given);
      await takeCase(base.db, by, id);
      await startCase(base.db, by, id);
      return id;
    },
    rings: (kind, id) => clock(ticks[kind], id),
    passes: async (more) => base.shiftClock(`${(minutes += more)} minutes`),
    says: (caseId) => base.hear('message.posted', {
      threadId: `thread-${caseId}`, caseId, patientId: 'anna', unitId: 'bollnas', messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'VISIT',
      postedAt: new Date(Date.now() + minutes * 60_000).toISOString(), unreadByStaff: 1,
    }),
    phones: (by, caseId, given = {}) => recordContactAttempt(base.db, by, {
      clientId: v7(), caseId, channel: 'PHONE', outcome: 'NO_ANSWER', numberRank: 1, onlyNumber: false, reason: 'SUICIDE_RISK', ...given,
    }),
    state: async (id) => {
      const { riskState, riskLevel } = await base.case(id);
      return { riskState, riskLevel };
    },
    steps: async (id) => (await read<{ event: string }>(base.db, 'SELECT event FROM suicide_risk_step WHERE case_id = $1 ORDER BY id', [id])).map((row) => row.event),
    timer: async (id, kind) => (await read<{ dueAt: Date }>(base.db, 'SELECT due_at AS "dueAt" FROM timer WHERE aggregate_id = $1 AND kind = $2', [id, kind]))[0]?.dueAt,
  };
  return world;
}
