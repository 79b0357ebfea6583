import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { Fault } from './fault';
import { isConflict, isUnavailable, outcomeIsUnknown, reasonOf, sqlState, violatedConstraint } from './postgres-errors';

const answered = (code: string, more: object = {}) => new QueryFailedError('SELECT', [], Object.assign(new Error('Anna mår illa'), { code, ...more }));
const onTheWay = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

test('the state is found through TypeORM and through a chain of causes, and EPIPE is no state', () => {
  expect(sqlState(answered('23505'))).toBe('23505');
  expect(sqlState(new Fault('INTERNAL', 'unknown', { cause: answered('57P01') }))).toBe('57P01');
  expect(sqlState(onTheWay('write EPIPE', 'EPIPE'))).toBeUndefined();
});

test.each([
  ['a database that starts, stops or is full', answered('57P03'), true],
  ['a read-only database', answered('25006'), true],
  ['a full disk', answered('53100'), true],
  ['a lock held by somebody else', answered('55P03'), true],
  ['nobody there', onTheWay('connect ECONNREFUSED', 'ECONNREFUSED'), true],
  ['no answer', onTheWay('Query read timeout'), true],
  ['a connection that went away under the work', new QueryRunnerAlreadyReleasedError(), true],
  ['a full pool', new Fault('TOO_MANY', 'full'), true],
  ['a broken rule of the schema', answered('23514'), false],
  ['a statement that takes too long', answered('57014'), false],
  ['a bug', new TypeError('x is not a function'), false],
])('%s', (_, error, unavailable) => {
  expect(isUnavailable(error)).toBe(unavailable);
});

test('only deadlock and serialization are run again', () => {
  expect(['40P01', '40001', '55P03', '23505'].map((state) => isConflict(answered(state)))).toEqual([true, true, false, false]);
});

test('a COMMIT is unknown when its connection ended, and known when PostgreSQL refused it', () => {
  expect([answered('57P01'), onTheWay('Connection terminated unexpectedly'), answered('23514'), answered('40001')].map(outcomeIsUnknown)).toEqual([true, true, false, false]);
});

test('a reason names class and code, never the text', () => {
  expect([answered('23505'), new Fault('TOO_MANY', 'Anna'), onTheWay('Anna', 'ECONNRESET'), onTheWay('Connection terminated'), new TypeError('Anna'), 'Anna'].map(reasonOf)).toEqual([
    'QueryFailedError 23505', 'Fault TOO_MANY', 'Error ECONNRESET', 'Error connection lost', 'TypeError', 'unknown',
  ]);
});

test('a refused row names its constraint', () => {
  expect(violatedConstraint(answered('23505', { constraint: 'case_taken_once' }))).toBe('case_taken_once');
  expect(violatedConstraint(answered('23514', { constraint: 'x' }))).toBeUndefined();
});
