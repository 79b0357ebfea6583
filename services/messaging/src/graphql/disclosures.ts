import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { ThreadView } from '../operations/read-thread';

const noted = new WeakMap<GraphContext, Set<string>>();

/** Notes that staff, or a guardian, read a thread: once a request and thread, however many of its messages are asked for (AUD-1). A consultation about a case is a look at that case. */
export function noteReading(thread: ThreadView, context: GraphContext): void {
  if (thread.by.senderKind === 'PATIENT') return;
  const threads = noted.get(context) ?? new Set();
  noted.set(context, threads);
  if (threads.has(thread.id)) return;
  threads.add(thread.id);
  context.disclose({ action: 'readThread', what: 'thread', patientId: thread.patientId ?? undefined, caseId: thread.aboutCaseId ?? thread.caseId, unitId: thread.unitId });
}
