import type { Context, Pack } from './pack';
import { concerns } from './values';

/** The complaint for everything no other complaint fits: always offered, and last, so that nobody gets nothing. */
export const OTHER = 'other';

/** The complaints that concern this person, in the order of their names in the language asked for, 'other' last. */
export function offered(packs: readonly Pack[], context: Pick<Context, 'ageDays' | 'sex'>, language: 'sv' | 'en'): Pack[] {
  const own = packs.filter((pack) => pack.id !== OTHER && concerns(pack.concerns, context));
  const collator = new Intl.Collator(language);
  own.sort((a, b) => collator.compare(a.name[language], b.name[language]));
  return [...own, ...packs.filter((pack) => pack.id === OTHER)];
}
