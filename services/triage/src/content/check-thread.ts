import { parentPort, workerData } from 'node:worker_threads';
import { checkPack } from '../domain/check-pack';
import type { Pack } from '../domain/pack';

/** A thread of its own that checks one content, tells its faults and ends. */
const { content, today } = workerData as { content: Pack; today: string };
parentPort!.postMessage(checkPack(content, today));
