import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countNewAtDoor } from '../operations/count-care';

export async function onCaseOpened(tx: Tx, event: Envelope<'case.opened'>): Promise<void> {
  const { caseId, unitId, priority, kind, entryChannel, ageBand, tags, language } = event.data;
  await countNewAtDoor(
    tx, { id: caseId, regionId: event.regionId, unitId, priority, kind, source: entryChannel, beganAt: new Date(event.time) },
    { id: caseId, entryChannel, proxy: tags.includes('PROXY'), ageBand, language: language ?? 'UNKNOWN', fromOtherRegion: tags.includes('OUT_OF_REGION') });
}
