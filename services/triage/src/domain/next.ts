import { candidates } from './candidates';
import type { Answers, Context, Finding, Pack, Text } from './pack';
import type { Priority } from './priority';
import { readValues, type Values } from './values';
import { weigh } from './weigh';

/** What to show: one question, or danger signs grouped as one multiple choice with 'none of these'. */
export interface ScreenToShow {
  id: string;
  kind: 'CHECKLIST' | 'QUESTION';
  title: Text;
  questions: Finding[];
}

/**
 * The screen to show now: the open questions that can still move the outcome, those for the most urgent outcome first,
 * then in the order of the content. Undefined when 112 is certain or nothing can move it any more. (TRI-1)
 */
export function next(pack: Pack, context: Context, answers: Answers): ScreenToShow | undefined {
  const values = readValues(pack, context, answers);
  const interval = { now: weigh(pack, context, values, 'NOW'), most: weigh(pack, context, values, 'MOST'), least: weigh(pack, context, values, 'LEAST') };
  const urgencies = new Map<string, Priority>(candidates(pack, values, interval).map(({ finding, could }) => [finding, could]));
  let best: { urgency: number; screen: Pack['screens'][number] } | undefined;
  for (const screen of pack.screens) {
    const urgency = Math.min(...screen.findings.map((id) => urgencies.get(id) ?? Infinity));
    if (urgency < (best?.urgency ?? Infinity)) best = { urgency, screen };
  }
  return best && show(pack, best.screen, (id) => urgencies.has(id));
}

/** Optional questions for the clinician once the outcome stands; none after 112. */
export function anamnesisScreens(pack: Pack, context: Context, answers: Answers): ScreenToShow[] {
  const values: Values = readValues(pack, context, answers);
  const open = pack.findings.filter((finding) => finding.anamnesis && values.get(finding.id) === undefined && !values.undecided(finding.id));
  const asked = new Set(open.map((finding) => finding.id));
  return pack.screens.filter((screen) => screen.findings.some((id) => asked.has(id))).map((screen) => show(pack, screen, (id) => asked.has(id)));
}

function show(pack: Pack, screen: Pack['screens'][number], wanted: (id: string) => boolean): ScreenToShow {
  const questions = screen.findings.filter(wanted).flatMap((id) => pack.findings.find((finding) => finding.id === id) ?? []);
  return { id: screen.id, kind: screen.kind, title: screen.title, questions };
}
