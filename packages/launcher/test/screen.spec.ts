import { buildASTSchema, parse, validate } from 'graphql';
import { commands, patientQuery, pick, queueQuery, screen, type TestPerson } from '@vardgraf/launcher/screen';
import type { Stack } from '@vardgraf/launcher/stack-file';
import { supergraphSdl } from '@vardgraf/schema/subgraphs';

const stack: Stack = {
  pid: 1, startedAt: '', graphUrl: 'http://localhost:4000/graphql', identityUrl: 'http://localhost:4010', receiverUrl: 'http://localhost:4020', partnerKeys: { 'telephone-triage': '/elsewhere/telephone-triage.pem' }, databaseUrl: '', natsUrl: '', readyAfterMs: 9_640, servers: { postgres: undefined, nats: undefined }, processes: {},
};

const patient = (personId: string, more: Partial<TestPerson> = {}): TestPerson => ({ personId, name: personId, kind: 'PATIENT', regionId: 'gavleborg', commissions: [], ...more });
const staff = (personId: string, role: string, regionId = 'gavleborg'): TestPerson =>
  ({ personId, name: personId, kind: 'STAFF', regionId, commissions: [{ id: `${personId}-commission`, unitName: 'Hälsocentralen', role, unitIds: [`${personId}-unit`] }] });

test.each([['patient', patientQuery], ['queue', queueQuery('u')]])('the %s query on the screen is valid in the composed graph', (_, query) => {
  expect(validate(buildASTSchema(parse(supergraphSdl()), { assumeValidSDL: true }), parse(query))).toEqual([]);
});

test('the screen shows a few persons of one region who may log in, patients first and one for each role worth trying', () => {
  const all = [
    staff('far', 'NURSE', 'halland'), staff('nurse-1', 'NURSE'), staff('nurse-2', 'NURSE'), staff('doctor', 'DOCTOR'), staff('reviewer', 'LOG_REVIEWER'), staff('dentist', 'DENTIST'),
    patient('child', { ageYears: 9, mayLogIn: false }), patient('teenager', { ageYears: 14 }), patient('anna', { ageYears: 40 }), patient('bo'), patient('cecilia'),
  ];
  expect(pick(all).map((person) => person.personId)).toEqual(['anna', 'bo', 'nurse-1', 'doctor', 'reviewer']);
});

test('the screen says where everything is, how long it took, and whom to log in as', () => {
  const text = screen(stack, [patient('anna'), staff('nurse', 'NURSE')], '.data/logs').join('\n');
  for (const part of ['after 9.6 s', 'http://localhost:4000/graphql', 'http://localhost:4000/health/live', '/health/ready', 'http://localhost:4010/', 'http://localhost:4020/', 'npm run -s token -- --partner telephone-triage', '/elsewhere/telephone-triage.pem', 'person=anna', 'nurse, Hälsocentralen', 'commission=nurse-commission']) {
    expect(text).toContain(part);
  }
});

test('the three commands are one line each: a token, the patient, the queue of the nurse\'s unit', () => {
  const [token, mine, queue, ...more] = commands(stack, [patient('anna'), staff('nurse', 'NURSE')]);
  expect(more).toEqual([]);
  expect(token).toContain('client_id=vardgraf-dev&person=$1${2:+&commission=$2}');
  expect(mine).toContain('$(token anna)');
  expect(queue).toContain('$(token nurse nurse-commission)');
  expect(queue).toContain('nurse-unit');
  for (const line of [token, mine, queue]) expect(line).not.toContain('\n');
});

test('without anybody to log in as the screen still says where everything is', () => {
  expect(screen(stack, pick([]), '.data/logs').join('\n')).toContain('http://localhost:4000/graphql');
});
