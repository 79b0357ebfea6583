import type { Tx } from '@vardgraf/service-kit/transaction';

/** Who asked a colleague, and from which unit. */
export interface AskedConsultation {
  consultationId: string;
  regionId: string;
  staffId: string;
  unitId: string;
}

/** Keeps who is to be told of the answer; the same again changes nothing. */
export async function saveAskedConsultation(tx: Tx, q: AskedConsultation): Promise<void> {
  await tx.query(
    'INSERT INTO asked_consultation (consultation_id, region_id, staff_id, unit_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [q.consultationId, q.regionId, q.staffId, q.unitId]);
}

/** Who asked; undefined when the id is of no consultation. */
export async function askedConsultationOf(tx: Tx, regionId: string, consultationId: string): Promise<AskedConsultation | undefined> {
  return (await tx.query<AskedConsultation & Record<string, unknown>>(
    'SELECT consultation_id AS "consultationId", region_id AS "regionId", staff_id AS "staffId", unit_id AS "unitId" FROM asked_consultation WHERE region_id = $1 AND consultation_id = $2',
    [regionId, consultationId]))[0];
}
