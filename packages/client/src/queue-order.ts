/** What a card must say for its place in the queue. */
export interface Placed {
  id: string;
  status: string;
  suicideRiskBand: string;
  urgencyRank: number;
  dueAt?: string | null;
  waitingSince: string;
}

/** The order of a unit's queue, as the graph lists it (QUE-4, RDG-8): for live cards, which come without their place. */
export function byQueueOrder(a: Placed, b: Placed): number {
  return band(a) - band(b) || a.urgencyRank - b.urgencyRank || risk(a) - risk(b) || instant(a.dueAt) - instant(b.dueAt) || instant(a.waitingSince) - instant(b.waitingSince) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

const band = (card: Placed): number => (card.suicideRiskBand === 'ACUTE' ? 0 : card.status === 'ON_HOLD' && card.suicideRiskBand === 'NONE' ? 2 : 1);
const risk = (card: Placed): number => Number(card.suicideRiskBand === 'NONE');
/** Without a time it is last; a number, since two infinities have no difference. */
const instant = (text: string | null | undefined): number => (text == null ? Number.MAX_SAFE_INTEGER : Date.parse(text));
