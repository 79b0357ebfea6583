import { setTimeout as sleep } from 'node:timers/promises';
import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { ageBandOn } from '../domain/age-band';
import type { StaffRole, VisitType } from '../domain/codes';
import { visitTypeOff } from '../domain/function-off';
import { ticketOfStaff } from '../domain/issue-ticket';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import type { BookingSettings } from '../domain/settings';
import type { Ticket } from '../domain/ticket';
import { holderFault } from '../domain/ticket-holder';
import { mayIssueUnjudged } from '../domain/unjudged-risk';
import { bookableLevel } from '../domain/visit-by';
import { regionSettings } from '../settings/region-settings';
import { holdClientId } from '../storage/booking-store';
import { type Patient, patientInRegion, worksAt } from '../storage/person-store';
import { isRiskUnjudgedAt } from '../storage/risk-store';
import { ticketOfClient } from '../storage/ticket-store';
import { functionsOffAt } from '../storage/unit-store';
import { recordIssue } from './record-change';

export interface IssueTicketInput {
  clientId: string;
  patientId: string;
  unitId: string;
  role: StaffRole | null;
  staffId: string | null;
  visitType: VisitType;
  priority: string;
}

type Outcome = Done<Ticket> | RefusedAs<'NOT_FOUND' | 'FUNCTION_OFF' | 'PROTECTED_IDENTITY_NOT_HANDLED' | 'SUICIDE_RISK_OPEN'>;

/**
 * Staff of the unit give a patient the right to book one visit, or get the ticket they gave with the same clientId (BOO-2, BOO-3). A patient whose suicide risk
 * nobody has judged yet is handed over and not booked: then only doctor and psychologist give one (SAF-1).
 * @throws Fault BAD_INPUT for a priority that is not bookable here, or a holder that the region's tickets do not have
 */
export async function issueTicket(db: Database, actor: StaffActor, input: IssueTicketInput, requestId?: string): Promise<Outcome> {
  if (!actor.commission.unitIds.includes(input.unitId)) return notFound;
  await untilKnown(db, input.patientId);
  return transact(db, actor, async (tx): Promise<Outcome> => {
    await holdClientId(tx, actor.personId, input.clientId);
    const before = await ticketOfClient(tx, actor.personId, input.clientId);
    if (before) return again(tx, actor, before, requestId);
    const patient = await patientInRegion(tx, actor.regionId, input.patientId);
    const settings = await regionSettings(tx, actor.regionId, input.unitId);
    const refused = (await refusal(tx, actor.regionId, input, patient, settings)) ?? (await unlessJudged(tx, actor, input.patientId));
    if (refused || !patient) return refused ?? notFound;
    const ticket = { ...(await newTicket(tx, actor.regionId, input, patient, settings)), issuedBy: actor.personId, clientId: input.clientId };
    await recordIssue(tx, ticket);
    tx.audit({ action: 'issueTicket', what: 'ticket.issued', patientId: patient.id, unitId: input.unitId, requestId });
    return { is: 'DONE', it: { ...ticket, version: 1 } };
  });
}

/** How long directory's event about a profile that has just been created is waited for. */
const waitMs = 1_000;
const pollMs = 100;

async function untilKnown(db: Database, patientId: string): Promise<void> {
  for (let waited = 0; waited < waitMs; waited += pollMs) {
    if ((await read(db, 'SELECT 1 FROM patient WHERE id = $1', [patientId])).length > 0) return;
    await sleep(pollMs);
  }
}

function again(tx: Tx, actor: StaffActor, ticket: Ticket, requestId?: string): Outcome {
  if (ticket.regionId !== actor.regionId || !actor.commission.unitIds.includes(ticket.unitId)) return notFound;
  tx.audit({ action: 'seeTicket', what: 'ticket', patientId: ticket.patientId, unitId: ticket.unitId, requestId });
  return { is: 'DONE', it: ticket };
}

async function refusal(tx: Tx, regionId: string, input: IssueTicketInput, patient: Patient | undefined, settings: BookingSettings): Promise<Exclude<Outcome, Done<Ticket>> | undefined> {
  const holder = holderFault(settings.ticketHolder, input);
  if (holder) throw badInput(`input.${holder.at}`, holder.says);
  if (!bookableLevel(settings.visitBy, input.priority)) throw badInput('input.priority', 'a level that is bookable here');
  if (!patient) return notFound;
  if (input.staffId !== null && !(await worksAt(tx, input.staffId, input.unitId, input.role))) return notFound;
  const functionsOff = await functionsOffAt(tx, regionId, input.unitId);
  const off = functionsOff.includes('TICKETS') ? 'TICKETS' : visitTypeOff(functionsOff, input.visitType);
  if (off) return { is: 'FUNCTION_OFF', function: off };
  return patient.protectedIdentity && !settings.protectedIdentity.handled ? { is: 'PROTECTED_IDENTITY_NOT_HANDLED' } : undefined;
}

/** Only what the caller's own units have is told: elsewhere nobody may learn of it (DIR-3). */
async function unlessJudged(tx: Tx, { commission: { role, unitIds } }: StaffActor, patientId: string): Promise<RefusedAs<'SUICIDE_RISK_OPEN'> | undefined> {
  return !mayIssueUnjudged(role) && (await isRiskUnjudgedAt(tx, patientId, unitIds)) ? { is: 'SUICIDE_RISK_OPEN' } : undefined;
}

async function newTicket(tx: Tx, regionId: string, input: IssueTicketInput, patient: Patient, settings: BookingSettings): Promise<Ticket> {
  return ticketOfStaff(
    {
      id: v7(), regionId, patientId: patient.id, unitId: input.unitId, source: 'STAFF', sessionId: null, complaintCode: null, ageBand: ageBandOn(patient.birthDate, patient.today),
      sex: patient.sex, tags: patient.homeRegionId === regionId ? [] : ['OUT_OF_REGION'], issuedAt: await tx.now(),
    },
    input, bookableLevel(settings.visitBy, input.priority)!, settings);
}
