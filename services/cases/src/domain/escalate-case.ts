import { type Case, rolesAt, type Visibility } from './case';
import type { StaffRole } from './codes';
import { type EscalationPolicy, type EscalationStep, ruleOf, stepDueAt } from './escalation-policy';
import { escalatesFor, levelOf, type PriorityScheme } from './priority-scheme';
import { moveOf } from './transitions';

/** A case as escalation looks at it. */
export type EscalatingCase = Pick<Case, 'kind' | 'status' | 'priority' | 'tags' | 'unitId' | 'waitingSince' | 'dueAt' | 'escalationStep'>;

/** The units a step may reach from the accountable one. */
export interface Neighbours {
  cooperating: readonly string[];
  hubs: readonly string[];
  onCall: readonly string[];
}

/** What decides: both of the region, or of the unit where it has its own. */
export interface EscalationRules {
  scheme: PriorityScheme;
  escalation: EscalationPolicy;
}

/** A step that fires. It may add nobody: it is recorded all the same, so that the next one comes. */
export interface Escalation {
  step: number;
  rule: string;
  /** Units and roles that see the case from now on and did not before. */
  added: Visibility[];
  /** Of those, the roles in the accountable unit. */
  addedRoles: StaffRole[];
  /** Of those, the units that did not see the case in any role. */
  addedUnitIds: string[];
  /** Whether there is anybody to alert. */
  alert: boolean;
}

/** The step next in line and when it fires; undefined when the case does not escalate, is taken or over, or no step is left (QUE-6, RDG-2). */
export function nextStep(c: EscalatingCase, rules: EscalationRules): { number: number; dueAt: Date } | undefined {
  const step = rules.escalation.steps[c.escalationStep];
  const level = levelOf(rules.scheme, c.priority);
  if (c.kind !== 'DROP_IN' || !moveOf('ESCALATE', c.status)) return undefined;
  if (!step || !level || !c.dueAt || !escalatesFor(level, c.tags)) return undefined;
  return { number: c.escalationStep + 1, dueAt: stepDueAt(step, { waitingSince: c.waitingSince, dueAt: c.dueAt }) };
}

/** Decides at `now` whether the next step fires, and whom it adds; undefined when nothing is due. One step at a time, so that none is skipped. */
export function escalateCase(c: EscalatingCase, rules: EscalationRules, around: { visibility: readonly Visibility[]; neighbours: Neighbours }, now: Date): Escalation | undefined {
  const next = nextStep(c, rules);
  if (!next || next.dueAt > now) return undefined;
  const reached = reach(rules.escalation.steps[next.number - 1]!, c.unitId, around);
  const added = [...reached]
    .map(([unitId, roles]) => ({ unitId, roles: without(roles, rolesAt(around.visibility, unitId)), addedByStep: next.number }))
    .filter((unit) => unit.roles.length > 0);
  return {
    step: next.number,
    rule: ruleOf(rules.escalation, next.number),
    added,
    addedRoles: rolesAt(added, c.unitId),
    addedUnitIds: added.map((unit) => unit.unitId).filter((unitId) => rolesAt(around.visibility, unitId).length === 0),
    alert: added.length > 0,
  };
}

/** Whom the step names. Another unit sees the case in the roles that see it at home by then, so a narrow policy stays narrow. */
function reach(step: EscalationStep, home: string, around: { visibility: readonly Visibility[]; neighbours: Neighbours }): Map<string, StaffRole[]> {
  const more = step.adds.flatMap((target) => (target.kind === 'ROLES' ? target.roles : []));
  const atHome = [...new Set([...rolesAt(around.visibility, home), ...more])];
  const units = step.adds.flatMap((target) => {
    switch (target.kind) {
      case 'ROLES':
        return [home];
      case 'COOPERATING':
        return around.neighbours.cooperating;
      case 'HUB':
        return around.neighbours.hubs;
      case 'ON_CALL':
        return around.neighbours.onCall;
    }
  });
  return new Map(units.map((unitId) => [unitId, atHome]));
}

function without(roles: readonly StaffRole[], seen: readonly StaffRole[]): StaffRole[] {
  return roles.filter((role) => !seen.includes(role));
}
