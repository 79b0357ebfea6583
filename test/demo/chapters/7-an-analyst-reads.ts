import type { Stage } from '../stage';

const document = `query ($input: CareFiguresInput!) { careFigures(input: $input) { asOf csv rows { unit { name } priority inflow started startedInTime escalations handovers bookings waitMinutesP50 } } }`;

/** The figures of the month, without a person in them. */
export async function anAnalystReads({ world, narrator, until }: Stage): Promise<void> {
  narrator.chapter('7. An analyst reads the figures');
  const month = world.now().toISOString().slice(0, 7);
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const read = async (by: string[]) => (await world.as('analyst', document, { input: { from: `${month}-01`, to: last, by } }))['careFigures'];
  // Each service's events come by themselves: that the booking is counted says nothing of the visit that has just been ended.
  const isWhole = (row: Record<string, number> | undefined): boolean => row !== undefined && row['inflow']! >= 3 && row['started']! >= 3 && row['escalations']! >= 1 && row['handovers']! >= 1 && row['bookings']! >= 1;
  await until('the events are counted', async () => isWhole((await read([])).rows[0]));
  const [region] = (await read([])).rows;
  narrator.tells(`The region: ${region.inflow} new cases, ${region.started} met, ${region.startedInTime} of them in time, ${region.escalations} escalations, ${region.handovers} hand-overs, ${region.bookings} bookings.`,
    isWhole(region), region);
  const byUnit = await read(['UNIT', 'PRIORITY']);
  narrator.tells('By unit and priority, small numbers say nothing.', byUnit.rows.every((row: { inflow: number | null }) => row.inflow === null || row.inflow === 0 || row.inflow >= 5), byUnit.rows);
  for (const line of (byUnit.csv as string).split('\r\n').slice(0, 4)) narrator.says(`    ${line}`);
  const { casesInNobodysList } = await world.as('qualityCoordinator', '{ casesInNobodysList { id } }');
  narrator.tells(`Cases in nobody's list: ${casesInNobodysList.length}.`, casesInNobodysList.length === 0, casesInNobodysList);
}
