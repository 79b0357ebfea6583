import { relative } from 'node:path';
import type { Stack } from './stack-file';

/** One whom the development identity provider lets in, as its /test-persons says. */
export interface TestPerson {
  personId: string;
  name: string;
  kind: 'PATIENT' | 'STAFF';
  regionId: string;
  /** False for a child under the region's own log-in age. */
  mayLogIn?: boolean;
  ageYears?: number;
  commissions: { id: string; unitName: string; role: string; unitIds: string[] }[];
}

const staffToShow = ['NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'QUALITY_COORDINATOR', 'LOG_REVIEWER'];
const patientsToShow = 2;

/** What a patient front end asks first. */
export const patientQuery = '{ me { name } myCases { statusText whatToExpect unit { name } } }';

/** What a staff front end asks first. */
export const queueQuery = (unitId: string) => `{ queue(unitId: "${unitId}") { totalCount edges { node { id priorityLabel waitingSince dueAt allowedActions } } } }`;

/** Prints the one screen that says where everything is, whom to log in as and what to try first. */
export async function showScreen(stack: Stack, logDir: string, print: (line: string) => void): Promise<void> {
  const response = await fetch(`${stack.identityUrl}/test-persons`, { signal: AbortSignal.timeout(10_000) });
  const persons = response.ok ? pick((await response.json()) as TestPerson[]) : [];
  for (const line of screen(stack, persons, logDir)) print(line);
}

/** The lines of the screen, for the persons to be shown on it. */
export function screen(stack: Stack, persons: TestPerson[], logDir: string): string[] {
  const origin = new URL(stack.graphUrl).origin;
  const where = [
    ['The graph', stack.graphUrl], ['GraphiQL', `${origin}/`], ['Health', `${origin}/health/live  ${origin}/health/ready`], ['Log in', `${stack.identityUrl}/  (development only)`],
    ['Sent messages', `${stack.receiverUrl}/  (SMS, alarms and mail; development only)`],
    ...Object.entries(stack.partnerKeys).map(([clientId, file]) => ['Partner', `${clientId}: npm run -s token -- --partner ${clientId}  (key: ${shortPath(file)})`]),
  ];
  return [
    '', `Vårdgraf is ready${stack.readyAfterMs ? ` after ${(stack.readyAfterMs / 1000).toFixed(1)} s` : ''}.`, '',
    ...where.map(([name, value]) => `  ${name!.padEnd(13)} ${value}`),
    '', 'Log in as', '', ...persons.map(personLine),
    '', 'Try (copy and paste, in this order)', '', ...commands(stack, persons).flatMap((command) => [command, '']),
    `Ctrl-C stops everything; the data stays (npm run db:reset clears it). Logs: ${logDir}`,
  ];
}

function shortPath(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

/** Three commands for a shell: a token, a patient's first query, a nurse's queue. */
export function commands(stack: Stack, persons: TestPerson[]): string[] {
  const patient = persons.find((person) => person.kind === 'PATIENT');
  const nurse = persons.find((person) => person.commissions.some((commission) => commission.role === 'NURSE'));
  const commission = nurse?.commissions.find((each) => each.role === 'NURSE');
  if (!patient || !nurse || !commission) return [];
  const token = `token() { curl -s ${stack.identityUrl}/token -d "grant_type=urn:vardgraf:grant:test-person&client_id=vardgraf-dev&person=$1\${2:+&commission=$2}"`
    + ` | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'; }; token ${patient.personId}`;
  const ask = (who: string, query: string) =>
    `curl -s ${stack.graphUrl} -H "authorization: Bearer $(token ${who})" -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`;
  return [token, ask(patient.personId, patientQuery), ask(`${nurse.personId} ${commission.id}`, queueQuery(commission.unitIds[0]!))];
}

/** A few of all: two patients and one of each role worth trying, from one region, so that they meet. */
export function pick(all: TestPerson[]): TestPerson[] {
  const region = all.some((person) => person.regionId === 'gavleborg') ? 'gavleborg' : all[0]?.regionId;
  const here = all.filter((person) => person.regionId === region);
  const staff = staffToShow.flatMap((role) => here.find((person) => person.kind === 'STAFF' && person.commissions.some((each) => each.role === role)) ?? []);
  return [...here.filter((person) => person.kind === 'PATIENT' && person.mayLogIn !== false && (person.ageYears ?? 18) >= 18).slice(0, patientsToShow), ...new Set(staff)];
}

function personLine(person: TestPerson): string {
  const [commission] = person.commissions;
  const [unit, ...more] = commission?.unitName.split(', ') ?? [];
  const what = commission ? `${commission.role.toLowerCase().replaceAll('_', ' ')}, ${unit}${more.length ? ' …' : ''}` : 'patient';
  return `  ${person.name.padEnd(24)} ${what.padEnd(44)} person=${person.personId}${commission ? ` commission=${commission.id}` : ''}`;
}
