import type { CaseCard } from '../domain/card';
import { suicideRiskOpen } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { type Expectation, expectation, type MyCase } from '../domain/my-case';
import { levelOf, type PriorityScheme } from '../domain/priority-scheme';
import { allowedActions, mayWithdraw, type StaffAction } from '../domain/transitions';

/** Facts that doors show and that follow from a case: asked of the very functions that decide. */

/** What the role may do with the case in its state, at the unit whose queue shows it, else at the units of its commission (QUE-12); nothing for who is no staff. */
export function offeredActions(viewer: { role: StaffRole; unitIds: readonly string[] } | undefined, card: Pick<CaseCard, 'kind' | 'status' | 'tags' | 'handover' | 'seenAt'>): StaffAction[] {
  return viewer ? allowedActions(viewer.role, card, card.seenAt === undefined ? viewer.unitIds : [card.seenAt]) : [];
}

/** Whether suicide risk is flagged and not yet assessed (SAF-1, RDG-8). */
export function riskFlagged(card: Pick<CaseCard, 'tags'>): boolean {
  return suicideRiskOpen(card);
}

/** The priority's name in the region's scheme; its code where the scheme no longer has it. */
export function labelOf(scheme: PriorityScheme, code: string, language: 'sv' | 'en'): string {
  return levelOf(scheme, code)?.label[language] ?? code;
}

/** What the patient may expect next (BEY-12). */
export function expects(c: MyCase): Expectation {
  return expectation(c);
}

/** Whether the patient may withdraw now (QUE-8). */
export function offersWithdrawal(c: Pick<MyCase, 'status' | 'tags' | 'kind'>): boolean {
  return mayWithdraw(c);
}
