import { identityOf } from './identity';

const patient = { kind: 'PATIENT' as const, claims: { identifier: ['pnr', 'snr'] }, assurance: { claim: 'acr', accepted: ['loa3', 'loa4'] }, require: {} };
const staff = { kind: 'STAFF' as const, claims: { identifier: ['hsa'], unitHsaId: 'unit' }, assurance: { claim: 'acr', accepted: ['loa3'] }, require: { country: ['SE'] } };

test.each<[string, Parameters<typeof identityOf>[0], Record<string, unknown>, object]>([
  ['the first claim that is there', patient, { acr: 'loa4', snr: '197010632391' }, { kind: 'PATIENT', identifier: '197010632391' }],
  ['a hyphen and spaces are left out', patient, { acr: 'loa3', pnr: ' 19701063-2391 ' }, { identifier: '197010632391' }],
  ['a level among several', patient, { acr: ['loa2', 'loa3'], pnr: '197010632391' }, { identifier: '197010632391' }],
  ['a level too low', patient, { acr: 'loa2', pnr: '197010632391' }, { refused: 'TOO_WEAK' }],
  ['no level', patient, { pnr: '197010632391' }, { refused: 'TOO_WEAK' }],
  ['a level that is no text', patient, { acr: { loa3: true }, pnr: '197010632391' }, { refused: 'TOO_WEAK' }],
  ['no number', patient, { acr: 'loa3' }, { refused: 'NO_IDENTIFIER' }],
  ['a number of ten digits, whose century is anybody’s guess', patient, { acr: 'loa3', pnr: '7010632391' }, { refused: 'NO_IDENTIFIER' }],
  ['an HSA-id where a number should be', patient, { acr: 'loa3', pnr: 'SE2321000016-TESTP001' }, { refused: 'NO_IDENTIFIER' }],
  ['an HSA-id in small letters, and the unit of the commission', staff, { acr: 'loa3', country: 'SE', hsa: 'se2321000016-testp001', unit: 'se2321000016-teste001' }, { kind: 'STAFF', identifier: 'SE2321000016-TESTP001', unitHsaId: 'SE2321000016-TESTE001' }],
  ['a number where an HSA-id should be', staff, { acr: 'loa3', country: 'SE', hsa: '197010632391' }, { refused: 'NO_IDENTIFIER' }],
  ['a required claim of another value', staff, { acr: 'loa3', country: 'NO', hsa: 'SE2321000016-TESTP001' }, { refused: 'TOO_WEAK' }],
])('[DIR-2] what an issuer’s claims say: %s', (_, mapping, claims, expected) => {
  expect(identityOf(mapping, claims)).toMatchObject(expected);
});
