import { createLog } from '@vardgraf/service-kit/log';
import { contactQuestion } from '../../notify/src/operators/contact-question';
import { patients, staff } from '../src/seed/known';
import { directoryWorld, type World } from './directory-world';

let world: World;
beforeAll(async () => { world = await directoryWorld(); });
afterAll(() => world.stop());

const query = 'query($regionId: ID!, $patientId: ID!) { contactPoint(regionId: $regionId, patientId: $patientId) { mobile email language protectedIdentity } }';
const notify = (scope = 'contacts:read') => world.token({ kind: 'SERVICE', sub: 'notify', scope });
const contactOf = async (token: string, patientId: string, regionId = 'gavleborg') => world.ask(token, query, { regionId, patientId });
const rowOf = async (id: string) => (await world.rows<{ mobile: string | null; email: string | null }>('SELECT mobile, email FROM patient WHERE id = $1', [id]))[0]!;

describe('contactPoint', () => {
  test('[NOT-1] [AUD-1] notify learns number, address, language and protection in one reading, and the reading is logged without them', async () => {
    const { tolvan } = patients;
    const own = await rowOf(tolvan.id);
    expect(await contactOf(await notify(), tolvan.id)).toEqual({ data: { contactPoint: { ...own, language: 'sv', protectedIdentity: false } } });
    const audits = await world.rows("SELECT actor_kind, actor_id, region_id, action, reason, note FROM audit WHERE what = 'patient.contact-point' AND patient_id = $1", [tolvan.id]);
    expect(audits).toEqual([{ actor_kind: 'SYSTEM', actor_id: 'notify', region_id: 'gavleborg', action: 'read', reason: 'FOUND', note: null }]);
  });

  test('[SAF-3] protection and language come with it', async () => {
    expect((await contactOf(await notify(), patients.protectedPerson.id)).data.contactPoint).toMatchObject({ protectedIdentity: true });
    expect((await contactOf(await notify(), patients.englishSpeaker.id)).data.contactPoint).toMatchObject({ language: 'en', protectedIdentity: false });
  });

  test('[SAF-4] a child under the limit is reached through the primary guardian, who is protected for both', async () => {
    const greta = await rowOf(patients.gretaGuardian.id);
    expect(greta.mobile).toMatch(/^\+46/);
    expect((await contactOf(await notify(), patients.child.id)).data.contactPoint).toMatchObject({ mobile: greta.mobile, protectedIdentity: false });
    await world.rows('UPDATE patient SET protected_identity = true WHERE id = $1', [patients.gretaGuardian.id]);
    expect((await contactOf(await notify(), patients.child.id)).data.contactPoint).toMatchObject({ protectedIdentity: true });
  });

  test('[NOT-1] of another region, and of nobody, there is no contact; that is logged too', async () => {
    expect((await contactOf(await notify(), patients.tolvan.id, 'halland')).data.contactPoint).toBeNull();
    expect((await contactOf(await notify(), 'no-such-person')).data.contactPoint).toBeNull();
    expect(await world.rows("SELECT 1 FROM audit WHERE what = 'patient.contact-point' AND reason = 'NONE_FOUND'")).toHaveLength(2);
  });

  test('[DIR-3] staff, patients, partners and services without the scope learn nothing, and no reading is made', async () => {
    const before = await world.rows("SELECT 1 FROM audit WHERE what = 'patient.contact-point'");
    const others = [
      await world.staffToken(staff.annaNurse), await world.patientToken(patients.tolvan), await notify('numbers:read'),
      await world.token({ kind: 'PARTNER', sub: 'partner', region: 'gavleborg', scope: 'contacts:read' }),
    ];
    for (const token of others) expect(await contactOf(token, patients.tolvan.id)).toEqual({ data: { contactPoint: null } });
    expect(await world.rows("SELECT 1 FROM audit WHERE what = 'patient.contact-point'")).toHaveLength(before.length);
  });

  test('[NOT-1] notify’s question fits the answer: a contact, nobody, and no answer are three things', async () => {
    const log = createLog('notify', 'silent');
    const ask = (directoryUrl: string, token: () => Promise<string> = notify) => contactQuestion({ directoryUrl, log, token });
    const contact = ask(`${world.url}/graphql`);
    expect(await contact('gavleborg', patients.englishSpeaker.id)).toEqual({ ...(await rowOf(patients.englishSpeaker.id)), language: 'en', protectedIdentity: false });
    expect(await contact('halland', patients.tolvan.id)).toBeNull();
    expect(await ask('http://127.0.0.1:1/graphql')('gavleborg', patients.tolvan.id)).toBeUndefined();
    expect(await ask(`${world.url}/graphql`, async () => 'no token')('gavleborg', patients.tolvan.id)).toBeUndefined();
    expect(await ask(`${world.url}/graphql`, () => Promise.reject(new Error('the provider is away')))('gavleborg', patients.tolvan.id)).toBeUndefined();
  });
});
