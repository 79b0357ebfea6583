import { v7 } from 'uuid';
import { graph } from '../../client';
import { LiveList } from '../../live-list';
import { partnerToken } from '../../partner';
import { units } from '../../world';
import { submissionsDocument } from '../live-documents';
import type { Stage } from '../stage';

const submit = `mutation ($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename
  ... on SubmitConsultationOk { submission { id status readFrom caseId journeyId } } ... on Refusal { code message } } }`;

/** A telephone nurse's system hands a caller over, and sees live what becomes of it. */
export async function telephoneTriageHandsOver(stage: Stage): Promise<void> {
  const { world, narrator, stack } = stage;
  narrator.chapter('4. Telephone triage hands a caller over, and follows it live');
  const token = await partnerToken(stack);
  const ask = (query: string, variables: Record<string, unknown>) => graph(stack.graphUrl, token, query, variables);
  const { identifyPatient } = await ask(`mutation ($input: IdentifyPatientInput!) { identifyPatient(input: $input) { __typename ... on IdentifyPatientOk { patientId digital } ... on Refusal { message } } }`,
    { input: { personalNumber: '196512123339', givenName: 'Tolvan', familyName: 'Tolvansson' } });
  narrator.tells('The partner system, with a token of its own key, names the caller by number.', identifyPatient.__typename === 'IdentifyPatientOk', identifyPatient);
  const watching = await new LiveList({ graphUrl: stack.graphUrl, token: async () => token }, submissionsDocument).connect();
  stage.streams.push(watching);
  const reference = `1177-${v7()}`;
  const input = {
    reference, patientId: identifyPatient.patientId, digital: false, careLevel: 'PHYSICAL', priority: '4', profession: 'NURSE', unitId: units.gavleHealthCentre.id,
    summary: 'Ringer om sår som inte läker.', callBackNumbers: [{ number: '+46701740605', whose: 'egen' }], repeatCaller: true,
  };
  const { submitConsultation: first } = await ask(submit, { input });
  narrator.tells(`It submits: received, to be read from ${first.submission?.readFrom}.`, first.__typename === 'SubmitConsultationOk', first);
  const { submitConsultation: again } = await ask(submit, { input });
  narrator.tells('The line breaks and it submits once more: the same submission, one case.', again.submission.id === first.submission.id && again.submission.caseId === first.submission.caseId, again);
  const { submitConsultation: other } = await ask(submit, { input: { ...input, summary: 'Något annat.' } });
  narrator.tells(`The same reference with other words is refused: "${other.message}"`, other.__typename === 'ReferenceReused', other);

  const { caseId } = first.submission;
  const live = await world.watches('bertilNurse', 'gavleHealthCentre');
  await live.until((cards) => cards.has(caseId));
  narrator.tells('It stands in the queue of the unit as an assignment.', live.cards.get(caseId)!['kind'] === 'TELEPHONE_TRIAGE', live.cards.get(caseId));
  const taken = await world.does('bertilNurse', 'takeCase', { caseId }, '... on TakeCaseOk { case { consultation { summary callBackNumbers { number } repeatCaller } } }');
  narrator.tells(`Bertil takes it and reads: "${taken['case']?.consultation.summary}"`, taken['__typename'] === 'TakeCaseOk', taken);
  await world.does('bertilNurse', 'startCase', { caseId });
  await watching.heard((events) => events.some((event) => event['submission']?.status === 'IN_PROGRESS'));
  narrator.tells('The telephone nurse sees live that a clinician has really started.', true);
  await world.does('bertilNurse', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 0 });
  await watching.heard((events) => events.some((event) => event['submission']?.status === 'COMPLETED'));
  const end = watching.events.findLast((event) => event['submission']?.status === 'COMPLETED')!['submission'];
  narrator.tells(`And the outcome: ${end.outcome}.`, end.outcome === 'CARE_GIVEN', end);
}
