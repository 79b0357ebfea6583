import { badInput } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { offered } from '../domain/offered';
import type { Pack } from '../domain/pack';
import type { Pinned, Session } from '../domain/session';
import type { Patient } from '../storage/patient-store';
import { earlierContacts } from '../storage/session-store';
import { showCrisisCard } from './crisis-card';
import { type Asker, askerId } from './own-session';
import { currentPacks } from './packs';

export interface Beginning {
  clientId: string;
  complaintCode: string;
  furtherComplaintCodes: readonly string[];
  freeText?: string | undefined;
  restartedFrom?: string;
}

/**
 * A new session, not yet stored: pinned to what is published now for each of its complaints (TRI-3), with the age and earlier contacts of this moment.
 * @throws Fault BAD_INPUT for a complaint that is not offered to this person, or that is named twice
 */
export async function begunSession(tx: Tx, actor: Asker, patient: Patient, b: Beginning): Promise<Session> {
  const packs = await offeredPacks(tx, patient, b);
  const [first, ...further] = [await pinned(tx, patient, packs[0]), ...(await pinnedAll(tx, patient, packs.slice(1)))];
  const at = await tx.now();
  const session: Session = {
    id: v7(), regionId: actor.regionId, patientId: patient.id, actorId: askerId(actor), actorKind: actor.kind, actorUnitIds: actor.kind === 'STAFF' ? actor.commission.unitIds : [],
    clientId: b.clientId, ...first, further, status: 'OPEN', freeText: b.freeText || null, ageDays: patient.ageDays, sex: patient.sex,
    outOfRegion: patient.homeRegionId !== actor.regionId, answers: [], withdrawnSigns: [], overrides: [], screensSeen: 0, crisisCardShown: false, startedAt: at, touchedAt: at,
    restartedFrom: b.restartedFrom ?? null, leftBy: null, finishedAt: null, outcome: null, engineOutcome: null, caseId: null, ticketId: null, version: 0,
  };
  return { ...session, crisisCardShown: showCrisisCard(session, packs) };
}

async function offeredPacks(tx: Tx, patient: Patient, { complaintCode, furtherComplaintCodes }: Beginning): Promise<[Pack, ...Pack[]]> {
  const offers = offered(await currentPacks(tx), patient, 'sv');
  const found = (code: string, path: string): Pack => {
    const pack = offers.find((one) => one.id === code);
    if (!pack) throw badInput(path, 'a complaint that is offered to this person');
    return pack;
  };
  const packs: [Pack, ...Pack[]] = [found(complaintCode, 'input.complaintCode')];
  furtherComplaintCodes.forEach((code, i) => {
    const path = `input.furtherComplaintCodes.${i}`;
    if (packs.some((pack) => pack.id === code)) throw badInput(path, 'another complaint than those named before');
    packs.push(found(code, path));
  });
  return packs;
}

async function pinnedAll(tx: Tx, patient: Patient, packs: readonly Pack[]): Promise<Pinned[]> {
  const pins: Pinned[] = [];
  for (const pack of packs) pins.push(await pinned(tx, patient, pack));
  return pins;
}

async function pinned(tx: Tx, patient: Patient, { id, semver, sha256 }: Pack): Promise<Pinned> {
  return { complaintCode: id, packId: id, semver, sha256, earlierContacts: await earlierContacts(tx, patient.id, id) };
}
