import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from './log';
import { startWatch } from './watch';

const log = createLog('watch', 'silent');

test('a look that takes longer than the pause between two is not joined by another, and the end waits for it', async () => {
  let [now, most, looks] = [0, 0, 0];
  const watch = startWatch({ log, everyMs: 1, failed: 'not looked', look: async () => {
    most = Math.max(most, (now += 1));
    await sleep(20);
    now -= 1;
    return [`look ${(looks += 1)}`];
  } });
  while (looks < 3) await sleep(5);
  await watch.stop();
  expect([now, most, watch.warnings()]).toEqual([0, 1, [`look ${looks}`]]);
});

test('one that fails leaves the last answer standing, and the next looks again', async () => {
  let looks = 0;
  const watch = startWatch({ log, everyMs: 1, failed: 'not looked', look: async () => {
    looks += 1;
    if (looks > 1) throw new Error('away');
    return ['found'];
  } });
  while (looks < 3) await sleep(5);
  await watch.stop();
  expect(watch.warnings()).toEqual(['found']);
});
