import type { Tx } from '@vardgraf/service-kit/transaction';
import type { z } from 'zod';
import type { BreachWarning } from '../domain/breach-warning';
import { type Capacity, unlimited } from '../domain/capacity';
import { type HandoverReason, handoverReasons } from '../domain/codes';
import type { EscalationPolicy } from '../domain/escalation-policy';
import type { FixedDoctorRule } from '../domain/fixed-doctor';
import type { ConsentRule } from '../domain/handover-consent';
import type { HandoverTimeout } from '../domain/handover-timeout';
import type { TelephoneNurseRule } from '../domain/nurse-rule';
import type { PhaseLengths } from '../domain/phase';
import type { PriorityScheme } from '../domain/priority-scheme';
import type { ProtocolTimes } from '../domain/protocol';
import { neverAsked, type RecheckPoints } from '../domain/recheck';
import { type ShiftRule, withoutShifts } from '../domain/shift';
import type { SuicideRiskTimes } from '../domain/suicide-risk-clock';
import type { TakeTimeout } from '../domain/take-timeout';
import { everywhere, type TransferRule } from '../domain/transfer-rule';
import { settingsInForce } from '../storage/setting-store';
import { type SettingKey, settingSchemas } from './setting-schemas';

/** What decides about a unit's cases now. */
export interface RegionSettings {
  scheme: PriorityScheme;
  escalation: EscalationPolicy;
  takeTimeout: TakeTimeout;
  /** Warns of none before the day from which it holds (EXP-2). */
  breachWarning: BreachWarning;
  /** When waiting patients are asked whether anything has changed (BEY-5). */
  recheckPoints: RecheckPoints;
  handoverConsent: ConsentRule;
  /** Why a case may be handed over here (HND-2). */
  handoverReasons: readonly HandoverReason[];
  handoverTimeout: HandoverTimeout;
  /** Of one person (EXP-4). */
  capacity: Capacity;
  shifts: ShiftRule;
  /** Whether waiting cases are given to who is on shift (EXP-4). */
  autoAssignment: { on: boolean };
  /** Undefined before the day from which it holds (RDG-5). */
  fixedDoctor: FixedDoctorRule | undefined;
  /** With the name under which it is recorded (BEY-7). */
  transfer: TransferRule & { name: string };
  phases: PhaseLengths;
  /** Whether people with protected identity are handled digitally (SAF-3). */
  protectedIdentity: { handled: boolean };
  /** How long before its time a booked visit may start (BOO-5). */
  startEarlyMinutes: number;
  suicideRisk: SuicideRiskTimes;
  protocols: ProtocolTimes;
  /** Undefined before the day from which it holds (CON-2). */
  telephoneNurseRule: TelephoneNurseRule | undefined;
}

/**
 * The region's settings as of now, with the unit's own where it has them; read in the transaction that acts on them.
 * @throws Error when a setting has never been published for the region: the seed has not run
 */
export async function regionSettings(tx: Pick<Tx, 'query'>, regionId: string, unitId?: string): Promise<RegionSettings> {
  const rows = await settingsInForce(tx, regionId, unitId);
  type InForce<K extends SettingKey> = { unit: string | null; version: number; value: z.infer<(typeof settingSchemas)[K]> };
  const ifAny = <K extends SettingKey>(key: K): InForce<K> | undefined => {
    const row = rows.find((candidate) => candidate.key === key);
    return row && { ...row, value: settingSchemas[key].parse(row.value) as InForce<K>['value'] };
  };
  const setting = <K extends SettingKey>(key: K): InForce<K> => {
    const found = ifAny(key);
    if (!found) throw new Error(`cases: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/cases.yaml`);
    return found;
  };
  const escalation = setting('escalation-steps');
  const nurseRule = ifAny('telephone-nurse-rule');
  const transfer = ifAny('transfer-rule');
  return {
    scheme: setting('priority-scheme').value,
    escalation: { regionId, unitId: escalation.unit, version: escalation.version, steps: escalation.value },
    takeTimeout: setting('take-timeout').value,
    breachWarning: ifAny('breach-warning')?.value ?? { share: null },
    recheckPoints: ifAny('recheck-points')?.value ?? neverAsked,
    handoverConsent: setting('handover-consent').value,
    handoverReasons: ifAny('handover-reasons')?.value ?? handoverReasons,
    handoverTimeout: setting('handover-timeout').value,
    capacity: ifAny('capacity-per-person')?.value ?? unlimited,
    shifts: ifAny('shifts')?.value ?? withoutShifts,
    autoAssignment: ifAny('auto-assignment')?.value ?? { on: false },
    fixedDoctor: ifAny('fixed-doctor-first')?.value,
    transfer: { ...(transfer?.value ?? everywhere), name: `transfer-rule/${transfer?.unit ?? regionId}/${transfer?.version ?? 0}` },
    phases: setting('phase-lengths').value,
    protectedIdentity: ifAny('protected-identity')?.value ?? { handled: false },
    startEarlyMinutes: setting('start-early-minutes').value,
    suicideRisk: setting('suicide-risk').value,
    protocols: setting('protocol-times').value,
    telephoneNurseRule: nurseRule && { regionId, version: nurseRule.version, ...nurseRule.value },
  };
}

/** The settings of each unit of the region that a transaction asks for, read once each. */
export function settingsByUnit(tx: Pick<Tx, 'query'>, regionId: string): (unitId: string) => Promise<RegionSettings> {
  const read = new Map<string, Promise<RegionSettings>>();
  return (unitId) => {
    const settings = read.get(unitId) ?? regionSettings(tx, regionId, unitId);
    read.set(unitId, settings);
    return settings;
  };
}
