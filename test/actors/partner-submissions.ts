import { v7 } from 'uuid';
import { type GraphClient, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';

const submitDocument = `mutation Submit($input: SubmitConsultationInput!) {
  submitConsultation(input: $input) { __typename ... on SubmitConsultationOk { submission { id caseId ticketId became } } ... on Refusal { code } }
}`;

/** Whom a partner hands over, where to and how urgent. */
export interface Submitted {
  patientId: string;
  unitId: string;
  profession: string;
  digital: boolean;
  careLevel: string;
  priority: string;
}

/** Hands a patient over with one reference until it is answered; now and then once more afterwards. @returns the case or ticket; undefined when refused or never answered */
export async function submits(client: GraphClient, journal: Journal, next: () => number, given: Submitted, running: () => boolean): Promise<{ caseId: string | null; ticketId: string | null } | undefined> {
  const input = { ...given, reference: `tt-${v7()}`, summary: 'Ont i ett knä.', callBackNumbers: [{ number: '+46701740605' }] };
  let stored: { caseId: string | null; ticketId: string | null } | undefined;
  for (let times = next() < 0.2 ? 2 : 1; times > 0; times -= 1) {
    const submitted = await untilAnswered(() => client.askAsPartner('submitConsultation', submitDocument, { input }), 'submitConsultation', next, running);
    if (submitted?.__typename !== 'SubmitConsultationOk') return stored;
    const { id, caseId, ticketId, became } = submitted['submission'] as { id: string; caseId: string | null; ticketId: string | null; became: string };
    stored = { caseId: became === 'TICKET' ? null : caseId, ticketId };
    journal.acknowledged.push({ act: 'SUBMIT', reference: input.reference, submissionId: id, ...stored });
  }
  return stored;
}

/** Telephone triage hands somebody over to somewhere. */
export async function submissionStep(
  client: GraphClient, journal: Journal, next: () => number, known: { patientIds: readonly string[]; unitIds: readonly string[] }, running: () => boolean,
): Promise<void> {
  await submits(client, journal, next, {
    patientId: oneOf(next, known.patientIds)!, unitId: oneOf(next, known.unitIds)!, digital: next() < 0.6, careLevel: oneOf(next, ['PHYSICAL', 'DIGITAL'])!,
    priority: oneOf(next, ['3', '4', '5', '6', '7', '8'])!, profession: oneOf(next, ['NURSE', 'DOCTOR'])!,
  }, running);
}
