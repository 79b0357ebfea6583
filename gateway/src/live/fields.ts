import { liveCase } from './fields/live-case';
import { liveColleaguesOnShift } from './fields/live-colleagues-on-shift';
import { liveMyCases } from './fields/live-my-cases';
import { liveQueue } from './fields/live-queue';
import { liveThread } from './fields/live-thread';
import { myWork } from './fields/my-work';
import { partnerSubmissions } from './fields/partner-submissions';
import type { LiveField } from './live-field';

/** Field of `Subscription` → its row. A field without a row does not exist. */
export const liveFields: Record<string, LiveField> = { liveQueue, liveCase, liveMyCases, liveThread, partnerSubmissions, myWork, liveColleaguesOnShift };
