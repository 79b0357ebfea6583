import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Refused } from '../domain/outcome';
import { placeUnasked } from '../domain/place';
import { regionSettings } from '../settings/region-settings';
import type { Patient } from '../storage/patient-store';
import { unitsOf } from '../storage/unit-store';
import type { Asker } from './own-session';

const off = { is: 'FUNCTION_OFF', function: 'TRIAGE_CHAT' } as const;

/** Why no session may begin, before any content is asked. */
export async function startRefused(tx: Tx, actor: Asker, patient: Patient): Promise<Refused | undefined> {
  const settings = await regionSettings(tx, actor.regionId);
  if (patient.protectedIdentity && !settings.protectedIdentity.handled) return { is: 'PROTECTED_IDENTITY_NOT_HANDLED' };
  if (actor.kind !== 'PATIENT') return undefined;
  if (!patient.asProxy && !patient.maySeekCare) return { is: 'NOT_OLD_ENOUGH' };
  const fromOtherRegion = patient.homeRegionId !== actor.regionId;
  if (fromOtherRegion && (settings.otherRegionsFrom === null || settings.otherRegionsFrom > stockholmDay(await tx.now()))) return off;
  return (await isSwitchedOff(tx, actor, patient, fromOtherRegion)) ? off : undefined;
}

async function isSwitchedOff(tx: Tx, actor: PatientActor, patient: Patient, fromOtherRegion: boolean): Promise<boolean> {
  const unit = placeUnasked(await unitsOf(tx, actor.regionId), { listedUnitId: patient.listedUnitId, fromOtherRegion, needs: 'TRIAGE_CHAT' });
  return unit?.functionsOff.includes('TRIAGE_CHAT') ?? false;
}

function stockholmDay(at: Date): string {
  return at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
}
