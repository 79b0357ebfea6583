import type { Tx } from '@vardgraf/service-kit/transaction';
import { settleSignOff } from '../storage/staff-notice-store';
import { bumpReaders, tellStaff, tellStaffMember } from './tell-staff';

/** A request to sign a record off, as its event tells of it. */
export interface ToldSignOff {
  regionId: string;
  signOffId: string;
  caseId: string;
  at: Date;
}

/** Whoever may sign off is told, but the author (NOT-5, QUE-13). */
export async function tellSignOffAsked(tx: Tx, s: ToldSignOff, asked: { unitId: string; role: string | null; staffId: string | null }, author: string): Promise<void> {
  const audience = { unitId: asked.unitId, roles: asked.role === null ? [] : [asked.role], staffId: asked.staffId };
  await tellStaff(tx, { ...about(s), businessKey: key(s), kind: 'SIGN_OFF_ASKED' }, audience, author);
}

/** It waits for nobody any more, and its author is told what came of it (NOT-5, QUE-13). */
export async function tellSignOffAnswered(tx: Tx, s: ToldSignOff, kind: 'SIGN_OFF_SIGNED' | 'SIGN_OFF_RETURNED', author: { staffId: string; unitId: string }): Promise<void> {
  bumpReaders(tx, await settleSignOff(tx, s.regionId, key(s), s.at));
  await tellStaffMember(tx, { ...about(s), businessKey: `sign-off-answered:${s.signOffId}`, kind, unitId: author.unitId }, author.staffId);
}

const key = ({ signOffId }: ToldSignOff): string => `sign-off:${signOffId}`;

function about({ regionId, caseId, at }: ToldSignOff) {
  return { regionId, caseId, handoverId: null, consultationId: null, at };
}
