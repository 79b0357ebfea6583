import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { type DeadLetter, type DeadLetterId, deadLetters, replayDeadLetters } from '@vardgraf/service-kit/dead-letters';
import { type DeadTimer, deadTimers, reviveDeadTimers } from '@vardgraf/service-kit/dead-timers';
import { serviceUrl } from '@vardgraf/service-kit/migrate';
import { type Database, openDatabase } from '@vardgraf/service-kit/postgres';
import { type DeadEnv, deadEnv } from './env';
import { checkDatabaseUrl } from './own-servers';
import { schemas } from './services';
import { runningStack, secretsOf } from './stack-file';
import { StartFault } from './start-fault';

const usage = `npm run dead -- list [service]                                what waits for a person: events that could not be applied, timers that failed
npm run dead -- replay <service|all> [<source>/<position> …]  has these events applied again, or all of them
npm run dead -- revive <service|all> [<id> …]                 lets these timers fire again, or all of them
The last two take --by <who asks>, for the audit log; without it that is the account at this terminal.`;

/**
 * What `npm run dead` does with these words: lists dead letters and dead timers of services without anything of a patient (codes, numbers,
 * times), has letters replayed, revives timers. Works on the platform that runs on this data, or on DATABASE_URL and SERVICE_PASSWORD.
 * @returns the lines to print
 * @throws StartFault or Error, in a sentence, for words it does not know, what is not there, and a database that cannot be reached
 */
export async function tendDead(args: string[], env: DeadEnv = deadEnv()): Promise<string[]> {
  const { verb, where, chosen, by } = wordsOf(args);
  const names = schemas.map(({ name }) => name).filter((name) => where === 'all' || name === where);
  if (names.length === 0) throw new StartFault(`There is no service ${where}; there are ${schemas.map(({ name }) => name).join(', ')}.`);
  if (where === 'all' && chosen.length > 0) throw new StartFault('Say of which service the chosen ones are.');
  const letters = chosen.map(letterOf);
  const ids = chosen.map(Number);
  if (verb === 'replay' && letters.includes(undefined)) throw new StartFault('An event is chosen as <source>/<position>, as list names it.');
  if (verb === 'revive' && !ids.every((id) => Number.isSafeInteger(id) && id >= 0)) throw new StartFault('A timer is chosen by its number, as list names it.');
  const lines = await ofEach(names, env, async (db) => {
    if (verb === 'list') return listed(await deadLetters(db), await deadTimers(db)).map((line) => `${db.service}  ${line}`);
    const some = chosen.length > 0;
    const done = verb === 'replay' ? await replayDeadLetters(db, { by, ...(some && { letters: letters as DeadLetterId[] }) }) : await reviveDeadTimers(db, { by, ...(some && { ids }) });
    if (done === 0) return [];
    return [verb === 'replay' ? `${db.service}: ${done} to be applied again, which the running service does within a second; list shows what fails again` : `${db.service}: ${done} fire now`];
  });
  return lines.length > 0 ? lines : ['Nothing waits for a person.'];
}

function wordsOf(args: string[]): { verb: 'list' | 'replay' | 'revive'; where: string; chosen: string[]; by: string } {
  try {
    const { positionals: [verb, where, ...chosen], values } = parseArgs({ args, allowPositionals: true, options: { by: { type: 'string' } } });
    if (verb === 'list' && chosen.length === 0) return { verb, where: where ?? 'all', chosen, by: '' };
    if ((verb === 'replay' || verb === 'revive') && where) return { verb, where, chosen, by: values.by ?? userInfo().username };
  } catch {
    // Said below.
  }
  throw new StartFault(usage);
}

function letterOf(text: string): DeadLetterId | undefined {
  const found = /^([a-z]+)\/(\d{1,15})$/.exec(text);
  return found ? { source: found[1]!, position: Number(found[2]) } : undefined;
}

function listed(letters: DeadLetter[], timers: DeadTimer[]): string[] {
  return [
    ...letters.map((l) => `event ${l.source}/${l.position}  ${l.type}  dead since ${l.deadSince.toISOString()}  tries ${l.attempts}  ${l.reason}${l.behind > 0 ? `  ${l.behind} wait behind it` : ''}${l.replayAsked ? '  replay asked for' : ''}`),
    ...timers.map((t) => `timer ${t.id}  ${t.kind}  due ${t.dueAt.toISOString()}  dead since ${t.deadSince.toISOString()}  tries ${t.attempts}  ${t.reason}`),
  ];
}

/** As each service's own role, one after the other. */
async function ofEach(names: string[], env: DeadEnv, work: (db: Database) => Promise<string[]>): Promise<string[]> {
  const { url, password } = await database(env);
  const lines: string[] = [];
  for (const service of names) {
    const db = await openDatabase({ url: serviceUrl(url, service, password), service, entities: [], poolSize: 1 });
    try {
      lines.push(...(await work(db)));
    } finally {
      await db.close();
    }
  }
  return lines;
}

async function database(env: DeadEnv): Promise<{ url: string; password: string }> {
  if (env.DATABASE_URL && env.SERVICE_PASSWORD) {
    await checkDatabaseUrl(env.DATABASE_URL);
    return { url: env.DATABASE_URL, password: env.SERVICE_PASSWORD };
  }
  const stack = runningStack(env.DATA_DIR);
  if (!stack) throw new StartFault('Vårdgraf does not run on this data; start it with npm start, or set DATABASE_URL and SERVICE_PASSWORD.');
  return { url: stack.databaseUrl, password: env.SERVICE_PASSWORD ?? secretsOf(env.DATA_DIR).service };
}
