import { readNow } from '@vardgraf/service-kit/clock';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { PatientView } from '../domain/patient';
import type { StaffMember } from '../domain/staff-member';
import type { Unit } from '../domain/unit';
import { readRegions, readStaff, readUnits, type RegionSettings } from '../operations/read-organisation';
import { type AskCases, readPatients } from '../operations/read-patients';

/** What the graph needs besides the request: the question to cases, for a caller's token. */
export interface GraphDeps {
  askCases(token: string | undefined): AskCases;
}

/** The platform's time, read once a request. */
export async function now(context: GraphContext): Promise<Date> {
  return (await context.loader<string, Date>('now', async (keys) => {
    const at = await readNow(context.db);
    return keys.map(() => at);
  })('now'))!;
}

export function region(context: GraphContext, id: string): Promise<RegionSettings | null> {
  return context.loader<string, RegionSettings>('region', async (ids) => orNull(await readRegions(context.db, ids)))(id);
}

/** A region that a row refers to. @throws Error when it is not configured */
export async function regionOf(context: GraphContext, row: { regionId: string }): Promise<RegionSettings> {
  const found = await region(context, row.regionId);
  if (!found) throw new Error(`directory: region ${row.regionId} is not configured`);
  return found;
}

export function unit(context: GraphContext, id: string): Promise<Unit | null> {
  return context.loader<string, Unit>('unit', async (ids) => orNull(await readUnits(context.db, ids)))(id);
}

/** Units by id; those that are no more are left out. */
export async function unitsOf(context: GraphContext, ids: readonly string[]): Promise<Unit[]> {
  return (await Promise.all(ids.map((id) => unit(context, id)))).filter((found) => found !== null);
}

/** A staff member of the caller's own region. */
export function staffMember(context: GraphContext, id: string): Promise<StaffMember | null> {
  const regionId = context.actor?.regionId;
  if (!regionId) return Promise.resolve(null);
  return context.loader<string, StaffMember>('staff', async (ids) => orNull(await readStaff(context.db, regionId, ids)))(id);
}

/** A patient the caller may read, else null. Each look but one's own is noted for the log, once a request (AUD-1). */
export function patient(context: GraphContext, deps: GraphDeps, id: string): Promise<PatientView | null> {
  return context.loader<string, PatientView>('patient', async (ids) => {
    const views = await readPatients(context.db, context.actor, ids, deps.askCases(context.token));
    for (const view of views) if (view) noteLook(context, view);
    return orNull(views);
  })(id);
}

/** Notes that the caller saw the profile; looking at oneself is no disclosure. */
export function noteLook(context: GraphContext, view: PatientView): void {
  if (view.because !== 'SELF') context.disclose({ action: 'read', what: 'patient.read', reason: view.because, patientId: view.patient.id });
}

function orNull<T>(list: (T | undefined)[]): (T | null)[] {
  return list.map((item) => item ?? null);
}
