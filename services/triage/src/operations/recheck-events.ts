import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Recheck } from '../domain/recheck';
import type { Standing } from '../domain/standing';

/**
 * Tells cases what a re-check comes to, with the next number; a referral to 112 besides, without anything clinical (TRI-4).
 * @returns the re-check with the number of its last event
 */
export function emitRecheck(tx: Tx, r: Recheck, { lead, level, result, route }: Standing): Recheck {
  const of = { aggregateId: r.id, regionId: r.regionId };
  tx.emit({
    ...of, type: 'recheck.answered', version: r.version + 1,
    data: {
      recheckId: r.id, sessionId: r.sessionId, caseId: r.caseId, patientId: r.patientId, change: r.change, state: r.status, beforeRank: r.beforeRank, priority: level.code,
      urgencyRank: r.urgencyRank, suicideRisk: r.suicideRisk, content: { packId: lead.id, semver: lead.semver, sha256: lead.sha256 },
      firedRules: result.firedRules.map((rule) => rule.id), saidAt: r.startedAt.toISOString(),
    },
  });
  if (r.status !== 'EMERGENCY') return { ...r, version: r.version + 1 };
  tx.emit({ ...of, type: 'emergency.referred', version: r.version + 2, data: { sessionId: r.sessionId, careLevel: route.level } });
  return { ...r, version: r.version + 2 };
}
