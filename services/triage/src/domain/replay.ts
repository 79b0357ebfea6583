import { decide } from './evaluate';
import type { Answers, ClinicalRole, Context, Need, Pack } from './pack';
import type { Priority } from './priority';

/** A session that is over, with the content it had. Its id says nothing of the person. */
export interface PastSession {
  id: string;
  pack: Pack;
  context: Context;
  answers: Answers;
}

interface Standing {
  /** 1 most urgent … 12. */
  urgencyRank: Priority;
  need: Need;
  profession: ClinicalRole;
}

export interface Replay {
  sessions: number;
  /** How many get another priority, more and less urgent, and how many only another kind of care or profession. */
  moreUrgent: number;
  lessUrgent: number;
  otherwise: number;
  changed: { sessionId: string; before: Standing; after: Standing }[];
}

/** Which past outcomes a draft would change: the same answers, weighed by the content of then and by the draft. Nothing of the session changes. (TRI-3) */
export function replay(draft: Pack, sessions: readonly PastSession[]): Replay {
  const found: Replay = { sessions: sessions.length, moreUrgent: 0, lessUrgent: 0, otherwise: 0, changed: [] };
  for (const { id, pack, context, answers } of sessions) {
    const before = standing(pack, context, answers);
    const after = standing(draft, context, answers);
    if (after.urgencyRank < before.urgencyRank) found.moreUrgent += 1;
    else if (after.urgencyRank > before.urgencyRank) found.lessUrgent += 1;
    else if (after.need !== before.need || after.profession !== before.profession) found.otherwise += 1;
    else continue;
    found.changed.push({ sessionId: id, before, after });
  }
  return found;
}

function standing(pack: Pack, context: Context, answers: Answers): Standing {
  const { priority, need, profession } = decide(pack, context, answers);
  return { urgencyRank: priority, need, profession };
}
