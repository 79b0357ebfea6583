import { createInterface } from 'node:readline';
import { readAnswer } from '../domain/answers';
import { daysOf } from '../domain/age';
import { lix } from '../domain/checks/lix';
import { evaluate } from '../domain/evaluate';
import { next, type ScreenToShow } from '../domain/next';
import { NO, UNKNOWN, YES, type Answer, type Context, type Finding, type Sex } from '../domain/pack';
import { CommandFault, namedPack, option, type Terminal } from './terminal';

type Language = 'sv' | 'en';
const HOW = {
  CHECKLIST: { sv: 'nummer på det som stämmer, ?3 vet ej, tom rad: inget', en: 'numbers of what is true, ?3 for not known, empty line: none' },
  YES_NO: { sv: 'j, n eller ? (vet ej)', en: 'y, n or ? (not known)' },
  CHOICE: { sv: 'ett nummer, eller ? (vet ej)', en: 'a number, or ? (not known)' },
  NUMBER: { sv: 'ett tal, eller ? (vet ej)', en: 'a number, or ? (not known)' },
} as const;

/**
 * `play cough --age 30y --sex female [--contacts 1] [--words "…"] [--language en]`: asks as a patient is asked, says which step it is and how hard it
 * reads, and ends with the outcome and what decided it. Answers may come from a pipe.
 */
export async function play(terminal: Terminal): Promise<number> {
  const pack = namedPack(terminal);
  const { print } = terminal;
  const language: Language = option(terminal, 'language', 'sv') === 'en' ? 'en' : 'sv';
  const context = personOf(terminal);
  const lines = createInterface({ input: terminal.input })[Symbol.asyncIterator]();
  const answers: Record<string, Answer> = {};
  let steps = 0;
  let questions = 0;
  for (let screen = next(pack, context, answers); screen; screen = next(pack, context, answers)) {
    steps += 1;
    questions += screen.questions.length;
    show(screen, steps, language, print);
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new CommandFault(`the answers end at step ${steps}`);
      const given = read(screen, String(value));
      if (given) {
        Object.assign(answers, given);
        break;
      }
      print(`  ${HOW[screen.kind === 'CHECKLIST' ? 'CHECKLIST' : screen.questions[0]!.type][language]}`);
    }
  }
  const result = evaluate(pack, context, answers);
  print('');
  print(`P${result.priority} ${result.need} ${result.profession}: ${result.why[language]}`);
  for (const { kind, id, reason, findings } of result.firedRules) print(`  ${kind} ${id}: ${reason[language]}${kind === 'SELF_CARE' || findings.length === 0 ? '' : ` [${findings.join(', ')}]`}`);
  if (result.flags.length > 0) print(`  flags: ${result.flags.join(', ')}`);
  if (result.unknown.length > 0) print(`  unknown: ${result.unknown.join(', ')}`);
  print(`  ${steps} steps, ${questions} questions, ${pack.id} ${pack.semver} (${pack.sha256.slice(0, 12)})${pack.demonstration ? `. ${pack.texts['demonstration']?.[language] ?? ''}` : ''}`);
  return 0;
}

function personOf(terminal: Terminal): Context {
  const [, amount, unit] = /^(\d+)([dy])$/.exec(option(terminal, 'age')) ?? [];
  const sex = option(terminal, 'sex', 'unknown').toUpperCase();
  if (!amount || !['FEMALE', 'MALE', 'UNKNOWN'].includes(sex)) throw new CommandFault('--age 30y or 80d, --sex female, male or unknown');
  const freeText = terminal.options['words'];
  return { ageDays: daysOf(Number(amount), unit as 'd' | 'y'), sex: sex as Sex, region: 'any', earlierContacts7d: Number(option(terminal, 'contacts', '0')), assisted: false, ...(freeText ? { freeText } : {}) };
}

function show(screen: ScreenToShow, step: number, language: Language, print: (line: string) => void): void {
  const [only] = screen.questions;
  const list = screen.kind === 'CHECKLIST';
  const reading = lix([...(list ? [screen.title.sv] : []), ...screen.questions.flatMap((question) => [question.ask.sv, ...question.options.map((one) => one.text.sv)])]).lix;
  print('');
  print(`${step}. ${list ? screen.title[language] : only!.ask[language]}  (LIX ${reading.toFixed(0)})`);
  if (only!.help && !list) print(`   ${only!.help[language]}`);
  const rows = list ? screen.questions.map((question) => question.ask[language]) : only!.options.map((one) => one.text[language]);
  rows.forEach((text, index) => print(`   ${index + 1}  ${text}`));
  if (!list && only!.unit) print(`   ${only!.min ?? ''}–${only!.max ?? ''} ${only!.unit}`);
}

/** The answers a line gives to the screen; undefined when it cannot be read. */
function read(screen: ScreenToShow, line: string): Record<string, Answer> | undefined {
  const text = line.trim().toLowerCase();
  if (screen.kind !== 'CHECKLIST') {
    const [finding] = screen.questions;
    const answer = readOne(finding!, text);
    return answer === undefined ? undefined : { [finding!.id]: answer };
  }
  const said = new Map<number, Answer>();
  for (const word of text.split(/[\s,]+/).filter(Boolean)) {
    const [, unknown, number] = /^(\?)?(\d+)$/.exec(word) ?? [];
    if (!number || Number(number) < 1 || Number(number) > screen.questions.length) return undefined;
    said.set(Number(number), unknown ? UNKNOWN : YES);
  }
  return Object.fromEntries(screen.questions.map(({ id }, index) => [id, said.get(index + 1) ?? NO]));
}

function readOne(finding: Finding, text: string): Answer | undefined {
  if (text === '?') return UNKNOWN;
  if (finding.type === 'YES_NO') return ['j', 'ja', 'y', 'yes'].includes(text) ? YES : ['n', 'nej', 'no'].includes(text) ? NO : undefined;
  if (finding.type === 'CHOICE') return finding.options[Number(text) - 1]?.id;
  return readAnswer(finding, text);
}
