import type { Actor, PartnerActor, PatientActor } from '@vardgraf/service-kit/actor';
import { loadPacks } from '../src/content/load';
import { english, faultsOf, flat, type Json } from './fhir-structure';
import { simplePack } from './simple-pack';
import { staffMember, tokenOf, type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const dropIn = simplePack('drop-in', { priority: 4, need: 'DIGITAL', profession: 'NURSE' });
const system: PartnerActor = { kind: 'PARTNER', clientId: 'telephone-triage', regionId: 'gavleborg', scopes: ['triage:assist'], language: 'sv' };

beforeAll(async () => {
  world = await triageWorld();
  await world.publish([...loadPacks(), dropIn]);
  await world.unit('bollnas');
  anna = await world.person();
});
afterAll(() => world.end());

async function fhir(actor: Actor | undefined, path: string, body?: unknown): Promise<[number, Json]> {
  const response = await fetch(`${world.url}/fhir/${path}`, { method: body ? 'POST' : 'GET', headers: { ...(actor && { authorization: `Bearer ${tokenOf(actor)}` }), 'content-type': 'application/fhir+json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
  expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  const resource = JSON.parse(await response.text()) as Json; // in this realm: the validator asks for its own kind of array
  expect(faultsOf(resource)).toEqual([]);
  return [response.status, resource];
}
const issue = ([status, { resourceType, issue: [first] }]: [number, Json]) => [status, resourceType, first.code];

describe('[EXP-13] content over FHIR', () => {
  it('a complaint is what new sessions get, a version is that version, also when it is no longer given out', async () => {
    const [status, current] = await fhir(anna, 'Questionnaire/sore-throat');
    const pack = loadPacks().find((one) => one.id === 'sore-throat')!;
    expect([status, current.id, current.version, current.status]).toEqual([200, `sore-throat-${pack.semver}`, pack.semver, 'active']);
    await world.publish([...loadPacks(), simplePack('drop-in', { priority: 8, need: 'DIGITAL', profession: 'NURSE' }, { semver: '9.0.0' })]);
    expect((await fhir(system, `Questionnaire/drop-in-${dropIn.semver}`))[1]).toMatchObject({ status: 'retired', identifier: [{ value: dropIn.sha256 }] });
    expect((await fhir(staffMember('nina'), 'Questionnaire/drop-in'))[1]).toMatchObject({ version: '9.0.0', status: 'active' });
    await world.publish([...loadPacks(), dropIn]);
    expect(issue(await fhir(anna, 'Questionnaire/no-such'))).toEqual([404, 'OperationOutcome', 'not-found']);
    expect((await fhir(anna, 'metadata'))[1]).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    expect(issue(await fhir(undefined, 'Questionnaire/drop-in'))).toEqual([401, 'OperationOutcome', 'login']);
  });
});

describe('[EXP-13] [TRI-9] the anamnesis over FHIR', () => {
  it('has every answer once, in the questionnaire’s own links and codes, and what they came to', async () => {
    const begun = await world.start(anna, 'sore-throat', { freeText: 'Ont sedan i går.' });
    const session = await world.answerAll(anna, begun, { fever: 'yes', immune: 'unknown' });
    const finished = (await world.mutate(anna, 'finishTriage', { sessionId: session['id'], sendToClosedUnit: true }))['session'];
    const [status, response] = await fhir(anna, `QuestionnaireResponse/${session['id']}`);
    expect([status, response.status, response.subject, response.source]).toEqual([200, 'completed', { reference: `Patient/${anna.personId}` }, { reference: `Patient/${anna.personId}` }]);
    const [, asked] = await fhir(anna, `Questionnaire/${session['content'].packId}-${session['content'].semver}`);
    expect(response.questionnaire).toBe(`${asked.url}|${asked.version}`);
    const questions = new Map(flat(asked.item).map((item) => [item.linkId, item]));
    const answers = flat(response.item).filter((item) => item.answer || item.extension);
    expect(answers.map((item) => item.linkId).sort()).toEqual([...session['answers'].map((a: Json) => a.findingId), 'own-words'].sort());
    for (const item of answers.filter((one) => one.answer?.[0].valueCoding)) expect(questions.get(item.linkId).answerOption).toContainEqual({ valueCoding: item.answer[0].valueCoding });
    expect(answers.find((item) => item.linkId === 'immune').answer[0].valueCoding.code).toBe('asked-unknown');
    const told = response.extension[0].extension as Json[];
    expect(told).toContainEqual({ url: 'priority', valueString: finished.outcome.priority });
    expect(told.filter(({ url }) => url === 'reason').map((one) => english(one._valueString))).toEqual(finished.outcome.reasons.map((r: Json) => r.text));
  });

  it('[DIR-3] [AUD-1] is for who may see the session; a look at another’s is logged', async () => {
    const { session } = await world.whole(anna, 'drop-in');
    const nina = staffMember('nina');
    for (const nobody of [nina, await world.person(), system, { ...anna, regionId: 'halland' }]) expect(issue(await fhir(nobody, `QuestionnaireResponse/${session.id}`))).toEqual([404, 'OperationOutcome', 'not-found']);
    await world.hear('case.access-changed', { caseId: session.outcome.caseId, patientId: anna.personId, open: true, units: [{ unitId: 'bollnas', roles: ['NURSE'] }], responsibleUnitId: 'bollnas', takenBy: 'nina', participants: [] });
    expect((await fhir(nina, `QuestionnaireResponse/${session.id}`))[0]).toBe(200);
    expect(await world.audits('readQuestionnaireResponse', anna.personId)).toMatchObject([{ actor_id: 'nina', case_id: session.outcome.caseId }]);
    expect(issue(await fhir(anna, 'QuestionnaireResponse/nonsense'))).toEqual([404, 'OperationOutcome', 'not-found']);
  });

  it('of two complaints is two responses, the first naming the other; one that is left is stopped', async () => {
    const session = await world.answerAll(anna, await world.start(anna, 'cough', { furtherComplaintCodes: ['sore-throat'] }));
    const [, first] = await fhir(anna, `QuestionnaireResponse/${session['id']}`);
    const link = first.extension.find((one: Json) => one.url === 'urn:vardgraf:fhir:further-response').valueReference.reference as string;
    expect(link).toBe(`QuestionnaireResponse/${session['id']}.sore-throat`);
    const [status, second] = await fhir(anna, link);
    expect([status, second.status, second.questionnaire]).toEqual([200, 'in-progress', expect.stringContaining('Questionnaire:sore-throat|')]);
    await world.mutate(anna, 'abandonTriage', { sessionId: session['id'] });
    expect((await fhir(anna, link))[1].status).toBe('stopped');
    expect(issue(await fhir(anna, `QuestionnaireResponse/${session['id']}.ear`))).toEqual([404, 'OperationOutcome', 'not-found']);
  });
});

describe('[EXP-13] $next-question', () => {
  const ask = (actor: Actor | undefined, resource: object) => fhir(actor, 'Questionnaire/$next-question', resource);
  const begin = (packId: string, more: object = {}) => ({ resourceType: 'QuestionnaireResponse', status: 'in-progress', questionnaire: `urn:vardgraf:fhir:Questionnaire:${packId}`, subject: { reference: `Patient/${anna.personId}` }, ...more });

  /** Answers what the contained questionnaire asks and the response has not answered: by code, else no, else the mildest. */
  function answered(response: Json, says: Record<string, string> = {}): Json {
    const known = new Set(flat(response.item).filter((item) => item.answer).map((item) => item.linkId));
    const open = flat(response.contained[0].item).filter((item) => item.type !== 'group' && item.linkId !== 'own-words' && !known.has(item.linkId));
    const answer = (item: Json): Json => {
      if (item.type === 'decimal') return { valueDecimal: item.extension.some((one: Json) => one.valueCoding?.display === '°C') ? 37 : 0 };
      const options = item.answerOption.map((option: Json) => option.valueCoding) as Json[];
      return { valueCoding: options.find((one) => one.code === says[item.linkId]) ?? options.find((one) => one.code === 'N' || one.code === 'no') ?? options[0] };
    };
    return { ...response, item: [...response.item, ...open.map((item) => ({ linkId: item.linkId, answer: [answer(item)] }))] };
  }
  async function through(actor: Actor, packId: string, says?: Record<string, string>, more?: object): Promise<Json> {
    let [status, response] = await ask(actor, begin(packId, more));
    for (let tries = 0; tries < 60 && response.status === 'in-progress'; tries += 1) [status, response] = await ask(actor, answered(response, says));
    expect([status, response.status]).toEqual([200, 'completed']);
    return response;
  }
  const told = (response: Json, url: string): Json => response.extension[0].extension.find((one: Json) => one.url === url);

  it.each([['sore-throat', {}], ['sore-throat', { 'throat-one-sided': 'Y' }], ['cough', { fever: 'Y' }]] as const)('%s asks what a session asks, and comes to what it comes to (%#)', async (packId, says) => {
    const ulla = await world.person();
    const words = Object.fromEntries(Object.entries(says).map(([finding]) => [finding, 'yes']));
    const response = await through(ulla, packId, says, { subject: { reference: `Patient/${ulla.personId}` } });
    const session = await world.answerAll(ulla, await world.start(ulla, packId), words);
    expect(told(response, 'priority').valueString).toBe(session['outcome'].priority);
    expect(told(response, 'careLevel').valueCode).toBe(session['outcome'].careLevel);
    expect(flat(response.item).filter((item) => item.answer).map((item) => item.linkId).sort()).toEqual(session['answers'].map((a: Json) => a.findingId).sort());
    expect(response.contained[0]).toMatchObject({ resourceType: 'Questionnaire', derivedFrom: [expect.stringMatching(new RegExp(`^urn:vardgraf:fhir:Questionnaire:${packId}\\|\\d`))] });
    expect(response.questionnaire).toBe(`#${response.contained[0].id}`);
  });

  it('[TRI-4] certain danger to life completes it at once', async () => {
    const [, first] = await ask(anna, begin('sore-throat'));
    const danger = flat(first.contained[0].item).find((item) => item.type === 'choice');
    const [, over] = await ask(anna, { ...first, item: [{ linkId: danger.linkId, answer: [{ valueCoding: { system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code: 'Y' } }] }] });
    expect([over.status, told(over, 'careLevel').valueCode]).toEqual(['completed', 'EMERGENCY_112']);
  });

  it('takes Parameters as SDC names them, a contained patient of whom nothing else is known, and a version by its number', async () => {
    const child = { resourceType: 'Patient', id: 'p', birthDate: '2023-11-01', gender: 'male' };
    const resource = begin(`child-fever|${loadPacks().find((one) => one.id === 'child-fever')!.semver}`, { subject: { reference: '#p' }, contained: [child] });
    const [status, response] = await ask(system, { resourceType: 'Parameters', parameter: [{ name: 'questionnaire-response', resource }] });
    expect([status, response.status, response.contained[1]]).toEqual([200, 'in-progress', child]);
  });

  it('[DIR-3] keeps nothing, and holds the gates of a session', async () => {
    const sessions = () => world.db.source.query('SELECT count(*)::int AS n FROM session');
    const before = await sessions();
    await ask(anna, begin('sore-throat'));
    expect(await sessions()).toEqual(before);
    const stranger = await world.person();
    expect(issue(await ask(stranger, begin('sore-throat')))).toEqual([404, 'OperationOutcome', 'not-found']);
    expect(issue(await ask(staffMember('nina'), begin('sore-throat')))).toEqual([403, 'OperationOutcome', 'forbidden']);
    const petronella = await world.person({ protectedIdentity: true });
    expect(issue(await ask(petronella, begin('sore-throat', { subject: { reference: `Patient/${petronella.personId}` } })))).toEqual([422, 'OperationOutcome', 'business-rule']);
    await ask(system, begin('sore-throat'));
    expect(await world.audits('nextQuestion', anna.personId)).toMatchObject([{ actor_id: 'telephone-triage' }]);
  });

  it('names what it does not understand by FHIRPath, and never repeats an answer', async () => {
    const bad = async (resource: object) => { const [status, outcome] = await ask(anna, resource); return [status, JSON.stringify(outcome)]; };
    const wrong = begin('sore-throat', { item: [{ linkId: 'fever', answer: [{ valueCoding: { code: 'secret-word' } }] }] });
    for (const [resource, path] of [
      [wrong, 'QuestionnaireResponse.item[0]'], [begin('sore-throat', { item: [{ linkId: 'no-such', answer: [{ valueDecimal: 1 }] }] }), 'QuestionnaireResponse.item[0]'],
      [{ resourceType: 'Patient' }, 'QuestionnaireResponse.resourceType'], [begin('sore-throat', { subject: { reference: 'Group/1' } }), 'QuestionnaireResponse.subject'],
      [begin('x', { questionnaire: 'http://elsewhere/Questionnaire/x' }), 'QuestionnaireResponse.questionnaire'],
    ] as const) {
      const [status, text] = await bad(resource);
      expect([status, text]).toEqual([400, expect.stringContaining(path)]);
      expect(text).not.toContain('secret-word');
    }
  });
});
