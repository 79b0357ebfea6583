import { aCase } from '../../test/a-case';
import { limitFor, unlimited } from './capacity';

describe('[EXP-4] how many cases one person may have in hand', () => {
  it('[EXP-4] is not limited unless the region or the unit says so', () => {
    expect(limitFor(aCase(), unlimited)).toBeNull();
    expect(limitFor(aCase(), { casesInHand: 2, exceptUpToRank: 0 })).toBe(2);
  });

  it('[EXP-4] [SAF-1] limits neither what is as urgent as the exception, nor a patient at risk of suicide', () => {
    const capacity = { casesInHand: 2, exceptUpToRank: 2 };
    expect(limitFor(aCase({ priority: '2', urgencyRank: 2 }), capacity)).toBeNull();
    expect(limitFor(aCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState: 'FLAGGED' }), capacity)).toBeNull();
    expect(limitFor(aCase({ urgencyRank: 3 }), capacity)).toBe(2);
  });
});
