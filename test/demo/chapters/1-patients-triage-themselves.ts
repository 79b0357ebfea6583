import type { Stage } from '../stage';

/** Patients answer questions; each is told something else. Answers the case that waits in Gävle. */
export async function patientsTriageThemselves({ world, narrator }: Stage): Promise<{ caseId: string }> {
  narrator.chapter('1. Patients triage themselves');
  const { emergencyInformation } = await world.as('youngMan', '{ emergencyInformation { text emergencyNumber } }');
  narrator.tells(`Before the first question there is a text: "${emergencyInformation.text.slice(0, 60)}…"`, emergencyInformation.emergencyNumber === '112', emergencyInformation);

  const danger = await world.triages('youngMan', 'allergy');
  narrator.tells('Sam says yes to a sign of life danger, and is sent to 112 before any further question. It becomes no case.', danger['status'] === 'EMERGENCY' && danger['screen'] === null, danger);

  const cold = await world.triages('youngMan', 'cold');
  narrator.tells(`Sam has a cold: "${cold['outcome'].priorityLabel}", and care for himself.`, cold['outcome'].disposition === 'SELF_CARE', cold['outcome']);
  await world.does('youngMan', 'abandonTriage', { sessionId: cold['id'] });

  const caseId = await world.hasCase('youngWoman', 'soreThroat');
  const { myCase } = await world.as('youngWoman', 'query ($id: ID!) { myCase(id: $id) { statusText whatToExpect unit { name } } }', { id: caseId });
  narrator.tells(`Ingrid has a sore throat and cannot tell about some signs. She stands in the queue of ${myCase.unit.name}: "${myCase.whatToExpect}"`, myCase.unit.name === 'Gävle hälsocentral', myCase);
  return { caseId };
}
