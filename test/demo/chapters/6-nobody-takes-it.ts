import type { Stage } from '../stage';

/** Nobody takes an urgent case: time is compressed, and it comes to more roles and units; phones ring. */
export async function nobodyTakesIt(stage: Stage): Promise<void> {
  const { world, narrator } = stage;
  narrator.chapter('6. Nobody takes an urgent case: it escalates, in compressed time');
  const helpers = await world.watches('sandraNurse', 'sandvikenHealthCentre');
  const caseId = await world.hasCase('englishSpeaker', 'hardToBreathe');
  const card = async () => (await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { priority dueAt escalationStep alertState escalatedTo { name } } }', { id: caseId }))['caseCard'];
  narrator.tells(`Emily finds it hard to breathe: priority ${(await card()).priority}, to be met within ten minutes.`, (await card()).priority === '2', await card());
  await stage.until("the unit's phones ring", async () => (await card()).alertState !== 'NONE');
  narrator.tells(`The unit's phones ring, with no word of who or what: the alarm system has it.`, /GVL-HC-1/.test(await stage.sent()) && !/Harper/.test(await stage.sent()));
  await world.passes(11 * 60_000);
  await stage.until('step 1', async () => (await card()).escalationStep >= 1);
  narrator.tells('Eleven minutes go by. More roles of the unit see it.', true);
  await world.passes(6 * 60_000);
  await helpers.until((cards) => cards.has(caseId));
  narrator.tells(`Six more: Sandviken sees it in its own queue (${(await card()).escalatedTo.map((unit: { name: string }) => unit.name).join(', ')}).`, (await card()).escalationStep >= 2, await card());
  const taken = await world.does('sandraNurse', 'takeCase', { caseId }, '... on TakeCaseOk { case { card { unit { name } } history { action } } }');
  narrator.tells(`Sandra takes it; from now on ${taken['case']?.card.unit.name} is responsible.`, taken['case']?.card.unit.name === 'Sandvikens hälsocentral', taken);
  await world.does('sandraNurse', 'startCase', { caseId });
  const ended = await world.does('sandraNurse', 'endCase', { caseId, reason: 'REFERRED', phaseDays: 0 });
  narrator.tells('She meets the patient and refers her on.', ended['__typename'] === 'EndCaseOk', ended);
}
