import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readMapping, readMappings } from './mapping';

const shipped = join(__dirname, '..', '..', '..', 'config', 'issuers');
const good = {
  name: { sv: 'A', en: 'A' }, kind: 'PATIENT', method: 'BANKID', environments: { education: { issuer: 'https://a.test', clientId: 'c', secretFile: '/s' } },
  claims: { identifier: ['ssn'] }, assurance: { claim: 'acr', accepted: ['loa3'] },
};
const read = (over: object, environment: 'education' | 'production' = 'education') => readMapping('a-file', JSON.stringify({ ...good, ...over }), environment);

test('[DIR-2] every mapping file of the repository can be read, and staff have SITHS alone', () => {
  const mappings = readMappings(shipped, 'education');
  expect(mappings.map(({ id }) => `${id}.yaml`)).toEqual(readdirSync(shipped).sort());
  expect(mappings.filter(({ kind }) => kind === 'STAFF').map(({ method }) => method)).toEqual(['SITHS']);
});

test('[DIR-4] an issuer without an address in the environment is not offered there, and with none at all the service does not start', () => {
  expect(read({})).toMatchObject({ id: 'a-file', at: { issuer: 'https://a.test', clientId: 'c' } });
  expect(read({}, 'production')).toBeUndefined();
  expect(() => readMappings(shipped, 'production')).toThrow('names an issuer for production');
});

test.each<[string, object, RegExp]>([
  ['that makes staff of a BankID log-in', { kind: 'STAFF' }, /staff log in by SITHS and by nothing else/],
  ['that makes a patient of a SITHS log-in', { method: 'SITHS' }, /staff log in by SITHS and by nothing else/],
  ['that reads a commission of a patient', { claims: { identifier: ['ssn'], unitHsaId: 'unit' } }, /claims.unitHsaId: a patient has no commission/],
  ['that asks one client in two environments', { environments: { ...good.environments, production: good.environments.education } }, /two environments share/],
  ['without a level', { assurance: { claim: 'acr', accepted: [] } }, /assurance.accepted/],
  ['with no proof of the client', { environments: { education: { issuer: 'https://a.test', clientId: 'c' } } }, /either secretFile or keyFile/],
  ['with a secret in it', { environments: { education: { issuer: 'https://a.test', clientId: 'c', secretFile: '/s', secret: 'x' } } }, /environments.education/],
  ['with a misspelt key', { klaims: {} }, /klaims/],
  ['without openid', { scope: 'profile' }, /must hold openid/],
])('[DIR-2] [DIR-4] a mapping %s is refused at start, with the file’s name', (_, over, fault) => {
  expect(() => read(over)).toThrow(fault);
  expect(() => read(over)).toThrow('config/issuers/a-file.yaml');
});
