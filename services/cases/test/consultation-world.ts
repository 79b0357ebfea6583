import { type PartnerActor, systemActor } from '@vardgraf/service-kit/actor';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { onUnitHoursChanged } from '../src/events/on-unit-hours-changed';
import type { Consultation } from '../src/domain/submit-consultation';
import type { Submission } from '../src/domain/submission';
import { submitConsultation } from '../src/operations/submit-consultation';
import { type CasesWorld, casesWorld } from './cases-world';

export const partner = (clientId = 'telephone-triage', regionId = 'gavleborg', scopes = ['consultations:submit']): PartnerActor => ({ kind: 'PARTNER', clientId, regionId, scopes, language: 'sv' });

/** Nobody answers: directory is away, or knows no such patient. */
export const nobodyKnows = async (): Promise<undefined> => undefined;

/** Bollnäs and Söderhamn in Gävleborg, Mölndal elsewhere; Anna, born 1980, and Petronella, who is protected. */
export async function consultationWorld(o: Parameters<typeof casesWorld>[0] = {}): Promise<CasesWorld> {
  const world = await casesWorld(o);
  await world.unit('bollnas');
  await world.unit('soderhamn', { staffedRoles: ['NURSE', 'DOCTOR', 'PHYSIOTHERAPIST'] });
  await world.unit('closed-for-good', { active: false });
  await world.unit('molndal', {}, 'vastragotaland');
  await patient(world, 'anna');
  await patient(world, 'petronella', { protectedIdentity: true });
  return world;
}

export async function patient(world: CasesWorld, patientId: string, given: { protectedIdentity?: boolean; birthDate?: string; regionId?: string } = {}): Promise<void> {
  const long = '2100-01-01T00:00:00.000Z';
  await world.hear('patient.changed', {
    patientId, birthDate: given.birthDate ?? '1980-05-05', sex: 'FEMALE', language: 'sv', homeRegionId: 'gavleborg', listedUnitId: null, fixedDoctorId: null,
    protectedIdentity: given.protectedIdentity ?? false, guardianIds: [], mayLogInFrom: long, maySeekCareFrom: long, proxyUntil: long,
  }, { regionId: given.regionId ?? 'gavleborg' });
}

/** Directory tells when the unit reads consultations; it is open at no time. */
export async function duty(world: CasesWorld, unitId: string, intervals: [from: Date, to: Date][], regionId = 'gavleborg'): Promise<void> {
  const event = {
    type: 'unit.hours-changed', regionId, version: 1, time: new Date(0).toISOString(),
    data: { unitId, open: [], onCall: [], duty: intervals.map(([from, to]) => ({ from: from.toISOString(), to: to.toISOString() })), until: '2100-01-01T00:00:00.000Z' },
  };
  await transact(world.db, systemActor('cases'), (tx) => onUnitHoursChanged(tx, event as unknown as Envelope<'unit.hours-changed'>));
}

/** What the telephone nurse sends when nothing else is said: Anna is not digital and needs a nurse at Bollnäs within 24 hours. */
export function consultation(given: Partial<Consultation> = {}): Consultation {
  return {
    reference: `ref-${v7()}`, patientId: 'anna', digital: false, careLevel: 'PHYSICAL', priority: '6', profession: 'NURSE', unitId: 'bollnas', summary: 'Ont i ett knä sedan igår.',
    callBackNumbers: [{ number: '+46701740605', whose: null }, { number: '+46701740606', whose: 'dotter' }], journeyId: null, interpreterLanguage: null, safeguarding: false,
    repeatCaller: false, ...given,
  };
}

export async function submitted(world: CasesWorld, given: Partial<Consultation> = {}, by = partner()): Promise<Submission> {
  const outcome = await submitConsultation(world.db, by, consultation(given), nobodyKnows);
  if (outcome.is !== 'SUBMITTED') throw new Error(`not submitted: ${outcome.is}`);
  return outcome.submission;
}

export const partnerSeq = async (world: CasesWorld, clientId = 'telephone-triage'): Promise<number> =>
  (await read<{ seq: number }>(world.db, 'SELECT seq FROM live_counter WHERE key = $1', [`partner.${clientId}`]))[0]?.seq ?? 0;

export const countOf = async (world: CasesWorld, table: 'submission' | 'consultation' | 'case' | 'outbox' | 'audit'): Promise<number> =>
  (await read<{ n: number }>(world.db, `SELECT count(*)::int AS n FROM "${table}"`))[0]!.n;
