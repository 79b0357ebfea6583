import { createLog } from '@vardgraf/service-kit/log';
import { type World, directoryWorld } from '../../directory/test/directory-world';
import { patients } from '../../directory/src/seed/known';
import { contactQuestion } from '../src/operators/contact-question';

let world: World;
beforeAll(async () => { world = await directoryWorld(); });
afterAll(() => world.stop());

const ask = (scope: string, url = `${world.url}/graphql`) =>
  contactQuestion({ directoryUrl: url, log: createLog('notify', 'silent'), token: () => world.token({ kind: 'SERVICE', sub: 'notify', scope }) });

test('[NOT-1] the question fits the real directory: contact, nobody, and no answer are three things', async () => {
  const contactOf = ask('contacts:read');
  expect(await contactOf('gavleborg', patients.englishSpeaker.id)).toEqual({ mobile: expect.stringMatching(/^\+46/), email: expect.anything(), language: 'en', protectedIdentity: false });
  expect(await contactOf('gavleborg', patients.protectedPerson.id)).toMatchObject({ protectedIdentity: true });
  expect(await contactOf('halland', patients.tolvan.id)).toBeNull();
  expect(await ask('contacts:read', 'http://127.0.0.1:1/graphql')('gavleborg', patients.tolvan.id)).toBeUndefined();
  expect(await contactQuestion({ directoryUrl: `${world.url}/graphql`, log: createLog('notify', 'silent'), token: () => Promise.reject(new Error('provider away')) })('gavleborg', patients.tolvan.id)).toBeUndefined();
});
