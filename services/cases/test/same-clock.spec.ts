import { caseEntryChannel, entryChannel } from '@vardgraf/schema/events/codes';
import { read } from '@vardgraf/service-kit/postgres';
import { type CasesWorld, casesWorld } from './cases-world';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas');
  await world.child('anna', []);
}, 120_000);
afterAll(() => world.end());

const sent = new Date(Date.now() - 60_000).toISOString();
const people = [
  ['an adult', {}], ['a child through a guardian', { ageBand: 'FROM_1_TO_5', proxyId: 'guardian', tags: ['PROXY'] }], ['the oldest', { ageBand: 'FROM_80' }], ['of another region', { tags: ['OUT_OF_REGION'] }],
] as const;

describe.each(entryChannel.options)('[BEY-10] %s', (channel) => {
  test.each(people)('[BEY-10] has the clock of every other door, for %s', async (_who, given) => {
    const clocks = [];
    for (const [priority, urgencyRank] of [['2', 2], ['3', 3], ['4', 4], ['5', 5]] as const) {
      const person = { ...given, tags: [...('tags' in given ? given.tags : [])] };
      const [here, app] = [await world.session({ entryChannel: channel, priority, urgencyRank, finishedAt: sent, ...person }), await world.session({ priority, urgencyRank, finishedAt: sent })];
      const [c, other] = [await world.case(here), await world.case(app)];
      expect([c.waitingSince, c.dueAt]).toEqual([other.waitingSince, other.dueAt]);
      clocks.push(c.dueAt!.getTime() - Date.parse(sent));
    }
    expect([...clocks].sort((a, b) => a - b)).toEqual(clocks);
  });
});

test('[BEY-10] every other way in has its clock from a visit, a message, telephone triage’s assignment or a colleague’s question, and no door is missing', () => {
  expect(caseEntryChannel.options.filter((channel) => !entryChannel.options.some((own) => own === channel))).toEqual(['BOOKING', 'TIME_ASKED', 'TELEPHONE_TRIAGE', 'MESSAGE', 'CONSULTATION']);
});

test('[BEY-10] a new case tells the patient’s language, and nothing where it is not known', async () => {
  const [known, unknown] = [await world.session(), await world.session({ patientId: 'somebody' })];
  const opened = async (id: string) => (await world.events(id)).find((event) => event.type === 'case.opened')!.data['language'];
  expect([await opened(known), await opened(unknown)]).toEqual(['sv', undefined]);
  expect(await read(world.db, "SELECT language FROM patient_relation WHERE patient_id = 'anna'")).toEqual([{ language: 'sv' }]);
});
