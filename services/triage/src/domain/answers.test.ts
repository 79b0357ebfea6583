import { finding, toyPack } from '../../test/toy-pack';
import { readAnswer } from './answers';

const days = toyPack.findings.find((one) => one.id === 'days')!;
const temperature = toyPack.findings.find((one) => one.id === 'temperature')!;

test.each([
  [finding('x'), 'yes', 'yes'], [finding('x'), 'no', 'no'], [finding('x'), 'unknown', 'unknown'], [finding('x'), 'maybe', undefined], [finding('x'), 'YES', undefined],
  [days, 'few', 'few'], [days, 'unknown', 'unknown'], [days, 'yes', undefined],
  [temperature, '39.5', 39.5], [temperature, '39,5', 39.5], [temperature, 'unknown', 'unknown'], [temperature, '33', undefined], [temperature, '44', undefined], [temperature, '4e1', undefined], [temperature, '', undefined],
])('[TRI-1] %o reads %o as %o', (one, raw, expected) => {
  expect(readAnswer(one, raw)).toBe(expected);
});
