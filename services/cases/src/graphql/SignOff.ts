import { staffOf } from '@vardgraf/service-kit/callers';
import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { readableSignOffs, type SignOffRead } from '../operations/read-sign-offs';
import type { SignOffResolvers } from './generated/resolvers';
import { assessmentsOf, attemptsOf, riskStepsOf } from './safety-loaders';

const reference = (id: string | null): { id: string } | null => (id === null ? null : { id });

/** A request to sign a record off, for who has a part in it. */
export const SignOff: SignOffResolvers = {
  record: (s, _args, context) => recordOf(s, context),
  askedBy: (s) => ({ id: s.askedBy }),
  fromUnit: (s) => ({ id: s.fromUnitId }),
  toUnit: (s) => ({ id: s.toUnitId }),
  toStaffMember: (s) => reference(s.toStaffId),
  answeredBy: (s) => reference(s.answeredBy),
  __resolveReference: ({ id }: { id: string }, context: GraphContext) => readableSignOff(id, context),
};

/** Being asked is what gives the reader the record; the look is logged with the request. */
async function recordOf(s: SignOffRead, context: GraphContext) {
  if (s.recordKind === 'SUICIDE_RISK_ASSESSMENT') return typed('SuicideRiskAssessment', (await assessmentsOf(s.caseId, context)).find((a) => a.id === s.recordId));
  if (s.recordKind === 'CONTACT_ATTEMPT') return typed('ContactAttempt', (await attemptsOf(s.caseId, context)).find((a) => a.id === s.recordId));
  return typed('SuicideRiskStep', (await riskStepsOf(s.caseId, context)).find((step) => step.id === s.recordId));
}

function typed<T extends string, R extends object>(type: T, record: R | undefined): (R & { __typename: T }) | null {
  return record ? { ...record, __typename: type } : null;
}

/** A request that the caller has a part in; each look is logged, since the record is about the patient (AUD-1). */
export function readableSignOff(id: string, context: GraphContext): Promise<SignOffRead | null> {
  return context.loader<string, SignOffRead>('sign-offs', async (ids) => {
    const found = await readableSignOffs(context.db, staffOf(context), ids);
    discloseSignOffs(context, found.filter((s) => s !== null));
    return found;
  })(id);
}

/** The request of the caller's own action. */
export async function signOffInHand(id: string, context: GraphContext): Promise<SignOffRead> {
  const found = await readableSignOff(id, context);
  if (!found) throw new Fault('INTERNAL', 'a request in hand cannot be read');
  return found;
}

/** Logs that the caller looked at requests. */
export function discloseSignOffs(context: GraphContext, seen: readonly SignOffRead[]): void {
  for (const s of seen) context.disclose({ action: 'seeSignOff', what: 'sign-off', caseId: s.caseId, patientId: s.patientId ?? undefined, unitId: s.toUnitId });
}
