import { clinicalRoles, type StaffRole } from './codes';

/** Whom a step adds to those who see the case (QUE-6). */
export type EscalationTarget =
  /** More roles in the accountable unit. */
  | { kind: 'ROLES'; roles: readonly StaffRole[] }
  /** The units that cooperate with it. */
  | { kind: 'COOPERATING' }
  /** The region's drop-in hub. */
  | { kind: 'HUB' }
  /** The region's on-call units. */
  | { kind: 'ON_CALL' };

/** One step: when it fires, and whom it adds. */
export interface EscalationStep {
  /** A share of the handling time (1 = 100 %), or minutes after the clock's start. */
  at: { share: number } | { minutes: number };
  adds: readonly EscalationTarget[];
}

/** A published policy of a region or of one unit; an empty one never escalates. */
export interface EscalationPolicy {
  regionId: string;
  /** The unit whose own policy it is; null for the region's. */
  unitId: string | null;
  version: number;
  steps: readonly EscalationStep[];
}

/** Steps by the name that config/regions calls them (CFG). */
export const escalationSteps = {
  /** The default. */
  ROLES_COOPERATING_HUB: [
    { at: { share: 1 }, adds: [{ kind: 'ROLES', roles: clinicalRoles }] },
    { at: { share: 1.5 }, adds: [{ kind: 'COOPERATING' }] },
    { at: { share: 2 }, adds: [{ kind: 'HUB' }] },
  ],
  ROLES_HUB: [
    { at: { share: 1 }, adds: [{ kind: 'ROLES', roles: clinicalRoles }] },
    { at: { share: 2 }, adds: [{ kind: 'HUB' }] },
  ],
  NONE: [],
} as const satisfies Record<string, readonly EscalationStep[]>;

/** The name under which a fired step is recorded (BEY-7). */
export function ruleOf(policy: EscalationPolicy, stepNumber: number): string {
  const scope = policy.unitId === null ? policy.regionId : `${policy.regionId}/${policy.unitId}`;
  return `escalation/${scope}/${policy.version}/step-${stepNumber}`;
}

/**
 * When a step fires for a case whose clock runs from `waitingSince` to `dueAt`, both on the wall clock. Raised to urgent while it waited for
 * opening, a case may be due before its waiting began; then every step is due when it is.
 */
export function stepDueAt(step: EscalationStep, clock: { waitingSince: Date; dueAt: Date }): Date {
  const start = Math.min(clock.waitingSince.getTime(), clock.dueAt.getTime());
  const after = 'share' in step.at ? step.at.share * (clock.dueAt.getTime() - start) : step.at.minutes * 60_000;
  return new Date(start + Math.round(after));
}

/** What is wrong with a list of steps, one sentence each; empty when it may be published. */
export function policyFaults(steps: readonly EscalationStep[]): string[] {
  const when = (step: EscalationStep): number => ('share' in step.at ? step.at.share : step.at.minutes);
  return steps.flatMap((step, i) => {
    const before = steps[i - 1];
    return [
      ...(when(step) > 0 ? [] : [`step ${i + 1}: its time is above 0`]),
      ...(step.adds.length > 0 ? [] : [`step ${i + 1}: it adds somebody`]),
      ...(before && 'share' in before.at !== 'share' in step.at ? [`step ${i + 1}: shares and minutes are not mixed, or the order would depend on the level`] : []),
      ...(before && 'share' in before.at === 'share' in step.at && when(step) <= when(before) ? [`step ${i + 1}: it comes after the step before`] : []),
    ];
  });
}
