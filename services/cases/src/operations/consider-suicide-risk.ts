import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import { isToConsider } from '../domain/consider-suicide-risk';
import { hasHadProtocol, runningProtocols } from '../storage/protocol-store';
import { takeStep } from './protocol-steps';
import type { VisibleCase } from './visible-case';

const kind = 'SUICIDE_ASSESSMENT';
type ByStaff = Pick<VisibleCase, 'by' | 'actingUnitId'> & { verb: string; requestId: string | undefined };

/** With a visit about mental health the checklist begins that holds it open until suicide risk has been considered; once a case (SAF-1). */
export async function beginToConsider(tx: Tx, started: Case, visibility: VisibleCase['visibility'], { by, ...w }: ByStaff): Promise<Case> {
  if (!isToConsider(started) || (await hasHadProtocol(tx, started.id, kind))) return started;
  return (await takeStep(tx, { ...w, found: started, visibility, protocol: null, kind, step: 'BEGIN', by: { byKind: 'STAFF', byId: by.personId } })) ?? started;
}

/** An assessment has been recorded: the checklist is gone through, if there is one (SAF-1). */
export async function consideredByAssessment(tx: Tx, assessed: Case, visibility: VisibleCase['visibility'], { by, ...w }: ByStaff): Promise<Case> {
  const protocol = (await runningProtocols(tx, assessed.id)).find((p) => p.kind === kind);
  if (!protocol) return assessed;
  return (await takeStep(tx, { ...w, found: assessed, visibility, protocol, step: 'CONSIDER', by: { byKind: 'STAFF', byId: by.personId } })) ?? assessed;
}
