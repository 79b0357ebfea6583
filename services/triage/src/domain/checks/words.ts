import type { Pack, Text } from '../pack';
import { lix } from './lix';

export const MOST_LIX = 30;
/** LIX says little about shorter texts alone; they count in the screen and the whole. */
const LONG_ENOUGH = 20;

/** Every text of a pack with its path; `read` are those the patient reads. */
export function textsOf(pack: Pack): { path: string; text: Text; read: boolean }[] {
  const row = (path: string, text: Text | undefined, read = true): { path: string; text: Text; read: boolean }[] => (text ? [{ path, text, read }] : []);
  return [
    ...row('name', pack.name), ...row('description', pack.description),
    ...row('advice.selfCare', pack.advice.selfCare), ...row('advice.safetyNet', pack.advice.safetyNet),
    ...pack.screens.filter((screen) => screen.kind === 'CHECKLIST').flatMap((screen) => row(`screens.${screen.id}.ask`, screen.title)),
    ...pack.findings.flatMap((finding) => [
      ...row(`findings.${finding.id}.ask`, finding.ask), ...row(`findings.${finding.id}.help`, finding.help), ...row(`findings.${finding.id}.note`, finding.note, false),
      ...finding.options.flatMap((option) => row(`findings.${finding.id}.options.${option.id}`, option.text)),
    ]),
    ...[...pack.rules, ...pack.raises, ...pack.narrows, ...pack.wordSigns, pack.base, ...(pack.selfCare ? [pack.selfCare] : [])].flatMap((rule) => [
      ...row(`rules.${rule.id}.why`, rule.why), ...row(`rules.${rule.id}.reason`, rule.reason, false),
    ]),
    ...Object.entries(pack.texts).flatMap(([key, text]) => row(`texts.${key}`, text)),
  ];
}

/** Both languages there, and Swedish that reads easily: LIX ≤ 30 for the whole, for every screen and every longer text. */
export function checkWords(pack: Pack): string[] {
  const faults: string[] = [];
  const all = textsOf(pack);
  for (const { path, text } of all) for (const language of ['sv', 'en'] as const) if (!text[language]?.trim()) faults.push(`${path}.${language}: empty`);
  const measure = (path: string, texts: string[]): void => {
    const measured = lix(texts);
    if (measured.words >= LONG_ENOUGH && measured.lix > MOST_LIX) faults.push(`${path}.sv: LIX ${measured.lix.toFixed(1)} over ${MOST_LIX}`);
  };
  const read = all.filter((row) => row.read);
  measure('texts', read.map((row) => row.text.sv));
  for (const { path, text } of read) measure(path, [text.sv]);
  for (const screen of pack.screens) {
    const findings = pack.findings.filter((finding) => screen.findings.includes(finding.id));
    measure(`screens.${screen.id}`, [screen.title.sv, ...findings.flatMap((finding) => [finding.ask.sv, ...finding.options.map((option) => option.text.sv)])]);
  }
  return faults;
}
