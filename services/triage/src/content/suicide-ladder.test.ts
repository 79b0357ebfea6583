import fc from 'fast-check';
import { anyAnswers, anyContext, without } from '../../test/any-session';
import { hold } from '../../test/hold';
import { evaluate, urgency } from '../domain/evaluate';
import { NO, YES } from '../domain/pack';
import { loadPacks } from './load';

const pack = loadPacks().find((one) => one.id === 'mental-health')!;
const rungs = pack.screens.find((screen) => screen.id === 'suicide')!.findings;

test('[SAF-1] S-d a rung that turns to yes never lowers the floor and never hides the crisis card', () => {
  expect(rungs.length).toBeGreaterThan(8);
  hold(fc.property(anyContext(pack), anyAnswers(pack), fc.constantFrom(...rungs), (context, answers, id) => {
    const [denied, confirmed] = [{ ...without(answers, id), [id]: NO }, { ...without(answers, id), [id]: YES }];
    expect(urgency(pack, context, confirmed)).toBeLessThanOrEqual(urgency(pack, context, denied));
    const shown = (said: typeof denied): boolean => evaluate(pack, context, said).flags.includes('CRISIS_CARD');
    if (shown(denied)) expect(shown(confirmed)).toBe(true);
  }));
});
