import type { Actor } from '@vardgraf/service-kit/actor';
import { systemActor } from '@vardgraf/service-kit/actor';
import { anna, bo, disa, hanna, nils, type OversightWorld, oversightWorld, rut } from './oversight-world';

let world: OversightWorld;
const log = async (actor: Actor | undefined, page = '') =>
  world.ask(actor, `{ myAccessLog${page} { edges { cursor node { at staffMember { id } role unit { id } what } } pageInfo { hasNextPage endCursor } } }`);

beforeAll(async () => {
  world = await oversightWorld();
  await world.look('directory', nils, { action: 'search', what: 'patient.searched', patientId: 'patient-anna' });
  await world.chained(1); // of two services nobody knows who is chained first
  await world.look('cases', nils, { action: 'openCase', what: 'case', patientId: 'patient-anna', caseId: 'case-1', reason: 'COVER' });
  await world.look('cases', systemActor('cases'), { action: 'escalate', what: 'case.escalated', patientId: 'patient-anna', caseId: 'case-1', reason: 'default.100' });
  await world.look('cases', disa, { action: 'a-verb-of-tomorrow', what: 'case/thing', patientId: 'patient-bo' });
  await world.look('cases', hanna, { action: 'seeCase', what: 'case', patientId: 'patient-bo', regionId: 'halland' });
  await world.chained(5);
});
afterAll(() => world.end());

test('[AUD-1] the patient sees who has looked, in which role and where, in plain words, newest first', async () => {
  const { data } = await log(anna);
  const nodes = data!['myAccessLog']!.edges.map((edge) => edge.node);
  const at = expect.stringMatching(/Z$/);
  expect(nodes).toEqual([
    { at, staffMember: null, role: null, unit: null, what: 'Fler fick möjlighet att ta emot ditt ärende.' },
    expect.objectContaining({ staffMember: { id: 'nurse-nils' }, what: expect.any(String) }),
    expect.objectContaining({ staffMember: { id: 'nurse-nils' } }),
  ]);
  expect(nodes.map((node) => node.what).sort()).toEqual(['Fler fick möjlighet att ta emot ditt ärende.', 'Sökte fram dig med ditt personnummer.', 'Öppnade ditt ärende.']);
  expect(nodes.find((node) => node.what === 'Öppnade ditt ärende.')).toMatchObject({ role: 'NURSE', unit: { id: 'gavleborg-unit' } });
});

test('[AUD-1] another patient sees other entries, in English, with words also for a verb that is new, and from every region', async () => {
  const { data } = await log(bo);
  expect(data!['myAccessLog']!.edges.map((edge) => edge.node.what)).toEqual(['Read your case.', 'Saw or changed your case.']);
});

test('[AUD-1] no code and no reason reaches the patient', async () => {
  expect(JSON.stringify((await log(anna)).data)).not.toMatch(/COVER|default\.100|openCase|case\.escalated/);
});

test('[AUD-1] reading one’s own log is logged, and does not fill the list', async () => {
  await log(anna);
  await world.chained(6);
  const { rows } = await world.asAdmin("SELECT count(*)::int AS n FROM oversight.audit WHERE action = 'myAccessLog' AND patient_id = 'patient-anna'");
  expect(rows[0].n).toBeGreaterThan(0);
  expect((await log(anna)).data!['myAccessLog']!.edges).toHaveLength(3);
});

test('[AUD-1] a patient whose entries were reviewed sees that too', async () => {
  await world.ask(rut, '{ auditTrail(filter: { patientId: "patient-bo" }) { edges { node { id } } } }');
  const reviewed = async () => (await log(bo)).data!['myAccessLog']!.edges.map((edge) => edge.node);
  for (let tries = 0; tries < 100 && (await reviewed()).length < 3; tries += 1) await new Promise((done) => setTimeout(done, 50));
  expect((await reviewed())[0]).toMatchObject({ staffMember: { id: 'reviewer-rut' }, role: 'LOG_REVIEWER', what: 'Reviewed who has seen your details.' });
});

test('[AUD-1] pages of the own log follow each other; a page of more than 100 and a foreign cursor are BAD_INPUT', async () => {
  const first = (await log(anna, '(first: 2)')).data!['myAccessLog']!;
  expect(first).toMatchObject({ pageInfo: { hasNextPage: true } });
  const second = (await log(anna, `(first: 2, after: "${first.pageInfo.endCursor}")`)).data!['myAccessLog']!;
  expect(second.edges).toHaveLength(1);
  expect((await log(anna, '(first: 101)')).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['first'] });
  expect((await log(anna, '(after: "x")')).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['after'] });
});

test('[DIR-3] staff and reviewers have no log of their own to read here, and nobody is nobody', async () => {
  expect(await log(nils)).toEqual({ data: { myAccessLog: null } });
  expect(await log(rut)).toEqual({ data: { myAccessLog: null } });
  expect((await log(undefined)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
