import type { CaseCard } from '../domain/card';
import { type Case, type RiskStanding, suicideRiskOpen } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { type Expectation, expectation, type MyCase } from '../domain/my-case';
import { levelOf, type PriorityScheme } from '../domain/priority-scheme';
import { allowedActions, type StaffAction } from '../domain/allowed-actions';
import { type NextAction, nextAction } from '../domain/next-action';
import { type RiskBand, riskBandOf } from '../domain/queue-order';
import { mayRecheck } from '../domain/recheck';
import { mayWithdraw } from '../domain/transitions';

/** Facts that doors show and that follow from a case: asked of the very functions that decide. */

/** What the role may do with the case in its state, at the unit whose queue shows it, else at the units of its commission (QUE-12); nothing for who is no staff. Who is only consulted on it opens it, and no more (CON-1). */
export function offeredActions(viewer: { role: StaffRole; unitIds: readonly string[] } | undefined, card: CaseCard): StaffAction[] {
  if (viewer && card.onlyConsulted) return ['OPEN'];
  return viewer ? allowedActions(viewer.role, card, card.seenAt === undefined ? viewer.unitIds : [card.seenAt]) : [];
}

/** Whether suicide risk is unassessed or open (SAF-1, RDG-8). */
export function riskFlagged(card: RiskStanding): boolean {
  return suicideRiskOpen(card);
}

/** Where the card stands for its suicide risk in the queue (RDG-8). */
export function bandOf(card: CaseCard): RiskBand {
  return riskBandOf(card);
}

/** Whose turn it is (BEY-1). */
export function turnOf(card: CaseCard): NextAction | null {
  return nextAction(card);
}

/** What is copied to the journal instead of the anamnesis of a case that was about another person (SAF-2). */
export function anamnesisMark(c: Pick<Case, 'status'>): string | null {
  return c.status === 'ENTERED_IN_ERROR' ? 'OBS FEL PATIENT' : null;
}

/** The priority's name in the region's scheme; its code where the scheme no longer has it. */
export function labelOf(scheme: PriorityScheme, code: string, language: 'sv' | 'en'): string {
  return levelOf(scheme, code)?.label[language] ?? code;
}

/** What the patient may expect next (BEY-12). */
export function expects(c: MyCase): Expectation {
  return expectation(c);
}

/** Whether the patient may say now that something has changed (BEY-5). */
export function offersRecheck(c: Pick<MyCase, 'kind' | 'status' | 'sessionId'>): boolean {
  return mayRecheck(c);
}

/** Whether the patient may withdraw now (QUE-8). */
export function offersWithdrawal(c: Pick<MyCase, 'status' | 'tags' | 'kind' | 'riskState'>): boolean {
  return mayWithdraw(c);
}
