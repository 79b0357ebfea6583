import { v7 } from 'uuid';
import { type GraphClient, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';

const submitDocument = `mutation Submit($input: SubmitConsultationInput!) {
  submitConsultation(input: $input) { __typename ... on SubmitConsultationOk { submission { id caseId ticketId became } } ... on Refusal { code } }
}`;

/** Telephone triage hands a patient over, with one reference until it is answered; now and then once more afterwards. */
export async function submissionStep(
  client: GraphClient, journal: Journal, next: () => number, known: { patientIds: readonly string[]; unitIds: readonly string[] }, running: () => boolean,
): Promise<void> {
  const input = {
    reference: `tt-${v7()}`, patientId: oneOf(next, known.patientIds), unitId: oneOf(next, known.unitIds), digital: next() < 0.6, careLevel: oneOf(next, ['PHYSICAL', 'DIGITAL']),
    priority: oneOf(next, ['3', '4', '5', '6', '7', '8']), profession: oneOf(next, ['NURSE', 'DOCTOR']), summary: 'Ont i ett knä.', callBackNumbers: [{ number: '+46701740605' }],
  };
  for (let times = next() < 0.2 ? 2 : 1; times > 0; times -= 1) {
    const submitted = await untilAnswered(() => client.askAsPartner('submitConsultation', submitDocument, { input }), 'submitConsultation', next, running);
    if (submitted?.__typename !== 'SubmitConsultationOk') return;
    const { id, caseId, ticketId, became } = submitted['submission'] as { id: string; caseId: string | null; ticketId: string | null; became: string };
    journal.acknowledged.push({ act: 'SUBMIT', reference: input.reference, submissionId: id, caseId: became === 'TICKET' ? null : caseId, ticketId });
  }
}
