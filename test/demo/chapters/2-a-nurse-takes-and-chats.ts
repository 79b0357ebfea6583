import { v7 } from 'uuid';
import type { LiveList } from '../../live-list';
import { threadDocument } from '../live-documents';
import type { Stage } from '../stage';

/** The nurse sees the case come, takes it and writes with the patient. Answers their thread. */
export async function aNurseTakesAndChats(stage: Stage, caseId: string): Promise<{ threadId: string; patient: LiveList }> {
  const { world, narrator } = stage;
  narrator.chapter('2. A nurse watches her queue, takes, starts and chats');
  const live = await world.watches('annaNurse', 'gavleHealthCentre');
  await live.until((cards) => cards.has(caseId));
  const card = live.cards.get(caseId)!;
  narrator.tells(`Anna's live queue shows the card: ${card['complaint'].name}, ${card['ageBand']}, ${card['priorityLabel']}; no name, no words.`, !JSON.stringify(card).includes('Ljung'), card);
  const taken = await world.does('annaNurse', 'takeCase', { caseId }, '... on TakeCaseOk { case { patient { name } anamnesis { redFlagsDenied } } }');
  narrator.tells(`Anna takes it. Now she reads the name, ${taken['case']?.patient.name}, and the answers.`, taken['__typename'] === 'TakeCaseOk', taken);
  const late = await world.does('bertilNurse', 'takeCase', { caseId }, '... on CaseAlreadyTaken { takenBy { name } }');
  narrator.tells(`Bertil comes too late: "${late['message']}"`, late['__typename'] === 'CaseAlreadyTaken', late);
  await live.until((cards) => cards.get(caseId)?.['status'] === 'ACCEPTED');
  narrator.tells('The live queue shows that it is taken.', true);
  const started = await world.does('annaNurse', 'startCase', { caseId });
  narrator.tells('Anna starts the visit.', started['__typename'] === 'StartCaseOk', started);

  const thread = async (): Promise<string | undefined> => (await world.as('youngWoman', 'query ($id: ID!) { myCase(id: $id) { thread { id } } }', { id: caseId }))['myCase'].thread?.id;
  await stage.until('the chat is there', async () => (await thread()) !== undefined);
  const threadId = (await thread())!;
  const patient = await world.follows('youngWoman', threadDocument, { threadId });
  const nurse = await world.follows('annaNurse', threadDocument, { threadId });
  const greeting = patient.events[0]!['messages'].find((message: { kind: string }) => message.kind === 'GREETING');
  narrator.tells(`The chat greets: "${greeting?.text}"`, greeting !== undefined, patient.events[0]);

  const clientId = v7();
  const input = { clientId, threadId, text: 'Det gör ont att svälja sedan i går.' };
  await world.does('youngWoman', 'postMessage', input);
  const again = await world.does('youngWoman', 'postMessage', input, '... on PostMessageOk { posted { seq } thread { lastSeq } }');
  narrator.tells('Ingrid writes, and her phone sends it twice: it is one message.', again['posted'].seq === again['thread'].lastSeq, again);
  await nurse.heard((events) => events.some((event) => event['message']?.senderKind === 'PATIENT'));
  narrator.tells('Anna sees it at once.', true);
  await world.does('annaNurse', 'postMessage', { clientId: v7(), threadId, text: 'Har du feber, och hur hög i så fall?' });
  await patient.heard((events) => events.some((event) => event['message']?.senderKind === 'STAFF' && event['message'].kind === 'TEXT'));
  narrator.tells('Ingrid sees the answer at once.', true);
  return { threadId, patient };
}
