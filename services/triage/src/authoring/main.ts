import type { Readable } from 'node:stream';
import { ContentFault } from '../content/read-library';
import { check } from './check';
import { diff } from './diff';
import { play } from './play';
import { publish } from './publish';
import { replay } from './replay';
import { report } from './report';
import { sign } from './sign';
import { CommandFault, contentFolder, readArguments, type Terminal } from './terminal';

const usage = `npm run triage -- <command>
  check [complaint …]                                  every static check; each fault with its path
  report [complaint …]                                 ways to an outcome, their length, P1, red flags, outcomes
  diff <complaint> [version [version]] [--from folder] what changed, from the current or a named version
  sign <complaint> --as author|physician --by <name>   signs exactly this content; two persons have to
  publish                                              to the running platform, where it never changes again
  replay <complaint> --region <id> [--days 30]         which past outcomes the content on the disk would change
  play <complaint> --age 30y|80d --sex female|male     be the patient; --contacts 1 --words "…" --language en
  --content <folder>                                   works on another content than services/triage/content`;

/** What the script hands over. */
export interface Surroundings {
  databaseUrl?: string | undefined;
  input: Readable;
  print(line: string): void;
  now(): Date;
}

/** Runs one command of the authors of triage content; answers the exit code. */
export async function main(argv: readonly string[], { now, ...around }: Surroundings): Promise<number> {
  const { args: [command, ...args], options } = readArguments(argv);
  const terminal: Terminal = { ...around, args, options, folder: contentFolder(options) };
  const today = now().toISOString().slice(0, 10);
  const commands: Record<string, () => number | Promise<number>> = {
    check: () => check(terminal, today), report: () => report(terminal), diff: () => diff(terminal), sign: () => sign(terminal, today),
    publish: () => publish(terminal), replay: () => replay(terminal, now()), play: () => play(terminal),
  };
  const run = commands[command ?? ''];
  if (!run) {
    terminal.print(usage);
    return command === undefined || command === 'help' ? 0 : 1;
  }
  try {
    return await run();
  } catch (error) {
    // A content that cannot be read, a wrong word at the terminal, or a publication that is refused: its sentences are for the author.
    if (!(error instanceof CommandFault || error instanceof ContentFault || (error instanceof Error && command === 'publish'))) throw error;
    terminal.print(error.message);
    return 1;
  }
}
