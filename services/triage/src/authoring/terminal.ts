import { type Database, openDatabase } from '@vardgraf/service-kit/postgres';
import type { Readable } from 'node:stream';
import { CONTENT_DIR } from '../content/read-library';
import { loadPacks } from '../content/load';
import type { Pack } from '../domain/pack';

/** What a command has to work with. */
export interface Terminal {
  args: string[];
  options: Record<string, string>;
  /** The content folder that is worked on. */
  folder: string;
  /** The database of triage on the running platform; undefined when none runs. */
  databaseUrl?: string | undefined;
  input: Readable;
  print(line: string): void;
}

/** Said to the one at the terminal; the command ends with 1. */
export class CommandFault extends Error {}

/** Words and `--options value`; an option without a value is 'yes'. */
export function readArguments(argv: readonly string[]): Pick<Terminal, 'args' | 'options'> {
  const args: string[] = [];
  const options: Record<string, string> = {};
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i]!;
    if (!word.startsWith('--')) args.push(word);
    else options[word.slice(2)] = argv[i + 1] !== undefined && !argv[i + 1]!.startsWith('--') ? argv[(i += 1)]! : 'yes';
  }
  return { args, options };
}

export function option(terminal: Terminal, name: string, otherwise?: string): string {
  const value = terminal.options[name] ?? otherwise;
  if (value === undefined) throw new CommandFault(`--${name} is missing`);
  return value;
}

/** The complaint that the command names first. */
export function namedPack({ args: [id], folder }: Terminal): Pack {
  const packs = loadPacks(folder);
  const pack = packs.find((one) => one.id === id);
  if (!pack) throw new CommandFault(`${id ? `there is no complaint '${id}'` : 'name a complaint'}: ${packs.map((one) => one.id).join(', ')}`);
  return pack;
}

/** Works on the running platform's database of triage. */
export async function onPlatform<T>({ databaseUrl }: Terminal, work: (db: Database) => Promise<T>): Promise<T> {
  if (!databaseUrl) throw new CommandFault('The platform does not run: start it with npm start, in another terminal, or set DATABASE_URL.');
  const db = await openDatabase({ url: databaseUrl, service: 'triage', entities: [] });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

export const contentFolder = (options: Record<string, string>): string => options['content'] ?? CONTENT_DIR;
