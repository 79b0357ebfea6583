import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import type { Visibility } from '../src/domain/case';
import type { Handover } from '../src/domain/handover';
import { requestHandover, type RequestHandoverInput } from '../src/operations/request-handover';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';

export const nina = staffMember('nina');
export const nils = staffMember('nils');
export const doctorHere = staffMember('dora', 'bollnas', 'DOCTOR');
export const sara = staffMember('sara', 'soderhamn');
export const dag = staffMember('dag', 'soderhamn', 'DOCTOR');

export interface HintSent { subject: string; data: { caseId: string; rolesBefore: string[]; rolesAfter: string[] } }
export type Given = Omit<Partial<RequestHandoverInput>, 'to'> & { to?: Partial<RequestHandoverInput['to']> };

const toSoderhamn = { unitId: 'soderhamn', role: 'DOCTOR' as const, staffId: null };

/** Two units with their staff, and hand-overs between them: nina's case, asked of the doctors of Söderhamn when nothing else is said. */
export interface HandoverWorld extends CasesWorld {
  hints: HintSent[];
  taken(given?: Parameters<CasesWorld['session']>[0], begun?: boolean): Promise<string>;
  request(caseId: string, given?: Given, by?: typeof nina): ReturnType<typeof requestHandover>;
  /** The same where a yes is expected. */
  asked(caseId: string, given?: Given): Promise<Handover>;
  seenBy(id: string): Promise<Record<string, string[]>>;
  types(id: string): Promise<string[]>;
  lastTwo(id: string): Promise<string[]>;
  /** What grows when something happens to the case. */
  trace(id: string): Promise<number[]>;
}

export async function handoverWorld(): Promise<HandoverWorld> {
  const base = await casesWorld();
  const world: HandoverWorld = {
    ...base,
    hints: [],
    async taken(given = {}, begun = false) {
      const id = await base.session(given);
      await takeCase(base.db, nina, id);
      if (begun) await startCase(base.db, nina, id);
      return id;
    },
    request: (caseId, { to, ...given } = {}, by = nina) =>
      requestHandover(base.db, by, { clientId: v7(), caseId, reason: 'OTHER_COMPETENCE', message: null, consent: null, ...given, to: { ...toSoderhamn, ...to } }, 'r1'),
    async asked(caseId, given = {}) {
      const answer = await world.request(caseId, given);
      if (answer.is !== 'DONE') throw new Error(answer.is);
      return answer.handover;
    },
    seenBy: async (id) =>
      Object.fromEntries((await read<Visibility>(base.db, 'SELECT unit_id AS "unitId", roles FROM case_visibility WHERE case_id = $1', [id])).map((v) => [v.unitId, [...v.roles].sort()])),
    types: async (id) => (await base.events(id)).map((e) => e.type),
    lastTwo: async (id) => (await world.types(id)).slice(-2),
    trace: async (id) => [(await base.events(id)).length, await base.seq('bollnas'), await base.seq('soderhamn'), (await base.case(id)).version],
  };
  base.db.signals.publishHint = (subject, data) => void world.hints.push({ subject, data: data as HintSent['data'] });
  await base.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
  await base.unit('soderhamn');
  await base.unit('mora', {}, 'halland');
  await base.unit('stangd', { active: false });
  for (const [id, unitId, role] of [['nina', 'bollnas', 'NURSE'], ['nils', 'bollnas', 'NURSE'], ['dora', 'bollnas', 'DOCTOR'], ['sara', 'soderhamn', 'NURSE'], ['dag', 'soderhamn', 'DOCTOR']] as const) {
    await base.staff(id, unitId, role);
  }
  return world;
}
