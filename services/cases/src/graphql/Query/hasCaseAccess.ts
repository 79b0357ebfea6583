import { hasCaseAccess as read } from '../../operations/read-case';
import type { QueryResolvers } from '../generated/resolvers';

export const hasCaseAccess: NonNullable<QueryResolvers['hasCaseAccess']> = async (_root, { patientId, caseId }, { actor, db }) =>
  actor?.kind === 'STAFF' || actor?.kind === 'PATIENT' ? read(db, actor, patientId, caseId ?? undefined) : false;
