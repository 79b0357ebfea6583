import { candidates } from './candidates';
import type { Answers, Context, Finding, Pack, Text } from './pack';
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
  const urgencies = candidates(pack, weigh(pack, context, values));
  let best: Values['program']['screens'][number] | undefined;
  let most = Infinity;
  for (const part of values.program.screens) {
    for (const place of part.findings) {
      const urgency = urgencies[place]!;
      if (urgency === 0 || urgency >= most) continue;
      most = urgency;
      best = part;
    }
  }
  return best && show(values, best, (place) => urgencies[place] !== 0);
}

/** Optional questions for the clinician once the outcome stands; none after 112. */
export function anamnesisScreens(pack: Pack, context: Context, answers: Answers): ScreenToShow[] {
  const values = readValues(pack, context, answers);
  const open = (place: number): boolean => values.program.findings[place]!.finding.anamnesis && values.at[place] === undefined && values.undecided[place] === 0;
  return values.program.screens.filter((part) => part.findings.some(open)).map((part) => show(values, part, open));
}

function show({ program }: Values, { screen, findings }: Values['program']['screens'][number], wanted: (place: number) => boolean): ScreenToShow {
  return { id: screen.id, kind: screen.kind, title: screen.title, questions: findings.filter(wanted).map((place) => program.findings[place]!.finding) };
}
