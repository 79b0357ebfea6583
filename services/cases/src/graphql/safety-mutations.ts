import { addPatientToVisit } from './Mutation/addPatientToVisit';
import { assessSuicideRisk } from './Mutation/assessSuicideRisk';
import { beginProtocol } from './Mutation/beginProtocol';
import { closeWithoutContact } from './Mutation/closeWithoutContact';
import { closeWrongPerson } from './Mutation/closeWrongPerson';
import { flagSuicideRisk } from './Mutation/flagSuicideRisk';
import { handOverAcutely } from './Mutation/handOverAcutely';
import { planIndividually } from './Mutation/planIndividually';
import { prolongContact } from './Mutation/prolongContact';
import { recordContactAttempt } from './Mutation/recordContactAttempt';
import { recordPhysicalVisit } from './Mutation/recordPhysicalVisit';
import { recordProtocolStep } from './Mutation/recordProtocolStep';
import { recordReceipt } from './Mutation/recordReceipt';

/** The verbs about suicide risk, checklists and attempts to reach the patient. */
export const safetyMutations = {
  flagSuicideRisk,
  assessSuicideRisk,
  recordPhysicalVisit,
  planIndividually,
  prolongContact,
  closeWithoutContact,
  handOverAcutely,
  recordReceipt,
  recordContactAttempt,
  beginProtocol,
  recordProtocolStep,
  closeWrongPerson,
  addPatientToVisit,
};
