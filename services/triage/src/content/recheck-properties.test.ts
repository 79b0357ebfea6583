import fc from 'fast-check';
import { anyAnswers, anyContext } from '../../test/any-session';
import { hold } from '../../test/hold';
import { quietAnswers } from '../domain/checks/walk';
import { urgency } from '../domain/evaluate';
import { next, type ScreenToShow } from '../domain/next';
import type { Answer, Answers, Context, Pack } from '../domain/pack';
import { askAgain } from '../domain/recheck';
import { loadPacks } from './load';

/** Answers what is asked as it is, 'no' where nothing is said. */
function answered(pack: Pack, asks: (said: Answers) => ScreenToShow | undefined, truth: Answers): { said: Answers; screens: number } {
  const quiet = quietAnswers(pack);
  const said: Record<string, Answer> = {};
  for (let screens = 0; ; screens += 1) {
    const screen = asks(said);
    if (!screen) return { said, screens };
    for (const { id } of screen.questions) said[id] = truth[id] ?? quiet[id]!;
    if (screens > 100) throw new Error('it never ends');
  }
}

/** Each run is two whole sessions and a re-check. */
const runs = 15;

/** A whole session of somebody for whom this is true. */
const whole = (pack: Pack, context: Context, truth: Answers): Answers => answered(pack, (said) => next(pack, context, said), truth).said;

describe.each(loadPacks().map((pack) => [pack.id, pack] as const))('asking again about %s', (_id, pack) => {
  const background = pack.screens.filter((screen) => screen.id === 'background').flatMap((screen) => screen.findings);
  const lasting = (answers: Answers): Answers => Object.fromEntries(background.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])));

  test('[BEY-5] whatever has changed, what a new session would find more urgent than before is found', () =>
    hold(fc.property(anyContext(pack), anyAnswers(pack), anyAnswers(pack), (context, then, now) => {
      const known = whole(pack, context, then);
      const truth = { ...now, ...lasting(known) };
      const { said } = answered(pack, (so) => askAgain([pack], () => context, known, so), truth);
      const [before, fresh, again] = [urgency(pack, context, known), urgency(pack, context, whole(pack, context, truth)), urgency(pack, context, { ...known, ...said })];
      if (fresh < before) expect(again).toBeLessThanOrEqual(fresh);
      else expect(again).toBeGreaterThanOrEqual(before);
    }), runs));

  test('[BEY-5] nothing is asked again that cannot make it more urgent: after 112 nothing at all', () =>
    hold(fc.property(anyContext(pack), anyAnswers(pack), (context, then) => {
      const known = whole(pack, context, then);
      if (urgency(pack, context, known) === 1) expect(askAgain([pack], () => context, known, {})).toBeUndefined();
      else expect(answered(pack, (so) => askAgain([pack], () => context, known, so), known).screens).toBeLessThanOrEqual(16);
    }), runs));
});
