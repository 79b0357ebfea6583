import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { placeUnasked } from '../domain/place';
import { levelOf } from '../domain/scheme';
import type { Session } from '../domain/session';
import { acceptedOf, type Standing, type Surroundings } from '../domain/standing';
import type { SessionEvent } from './record-change';
import { finishedEvent } from './session-events';

/** The session ends in an emergency. The referral is told without anything clinical; the answers stay here (TRI-4). */
export async function emergency(tx: Tx, s: Session, standing: Standing, around: Surroundings): Promise<{ after: Session; what: string; events: SessionEvent[] }> {
  const at = await tx.now();
  const outcome = acceptedOf(standing, around, s.crisisCardShown);
  const after: Session = { ...s, status: 'EMERGENCY', finishedAt: at, outcome };
  const referred: SessionEvent = { type: 'emergency.referred', data: { sessionId: s.id, careLevel: outcome.careLevel } };
  const alsoCase = around.settings.suicidalNow.makesCase && standing.result.flags.includes('SUICIDAL_NOW');
  if (!alsoCase) return { after, what: 'emergency.referred', events: [referred] };
  const withCase = { ...after, caseId: v7() };
  return { after: withCase, what: 'emergency.referred', events: [referred, suicidalNow(withCase, standing, around, at)] };
}

/** Whoever is suicidal now also waits first in line for a doctor or psychologist: whatever is closed or switched off (RDG-9). */
function suicidalNow(s: Session, standing: Standing, { settings, units, listedUnitId }: Surroundings, at: Date): SessionEvent {
  const level = levelOf(settings.scheme, 2);
  const unit = placeUnasked(units, { listedUnitId, fromOtherRegion: s.outOfRegion });
  const ending = {
    disposition: 'DROP_IN', unitId: unit?.id ?? null, priority: level.code, urgencyRank: level.rank, careLevel: 'DIGITAL_PRIMARY',
    profession: standing.result.profession === 'DOCTOR' ? 'DOCTOR' : 'PSYCHOLOGIST',
  } as const;
  return finishedEvent(s, ending, standing, [], at);
}
