import { LiveList, type Row, type Viewer } from './live-list';

/** What a queue view shows of a card. */
export const cardFields = `
  id kind status priority priorityLabel urgencyRank suicideRiskFlagged suicideRiskBand nextAction nextAt openProtocols profession tags noOneInRole escalationStep waitingSince dueAt takenAt startedAt ageBand sex allowedActions
  bookedAt linkedCaseId unreadMessages alertState breachWarning flags lookingNow { id } handover { id toRole answerBy overdue fromUnit { id } toUnit { id } }
  unit { id name } complaint { code name } takenBy { id name } escalatedTo { id }`;

export const queueDocument = `subscription Watched($unitId: ID!, $filter: QueueFilter, $after: Int) {
  liveQueue(unitId: $unitId, filter: $filter, after: $after) {
    __typename
    ... on QueueSnapshot { seq cards { ${cardFields} } }
    ... on QueueChange { seq previousSeq kind caseId card { ${cardFields} } }
  }
}`;

export type Card = Row;

/** A viewer's live queue: what came, and the list that a client makes of it. */
export class LiveQueue extends LiveList {
  constructor(viewer: Viewer, readonly unitId: string, filter?: Record<string, unknown>) {
    super(viewer, queueDocument, { unitId, ...(filter && { filter }) });
  }

  get cards(): Map<string, Card> {
    return new Map(this.items.map((card) => [card.id, card]));
  }

  /** What the changes of one case made of it, in order and each once: its statuses, and GONE. Facts that others copy onto the card change no status. */
  statusesOf(caseId: string): string[] {
    const told = this.events.filter((event) => event['caseId'] === caseId).map((event) => (event.kind === 'REMOVED' ? 'GONE' : (event['card']['status'] as string)));
    return told.filter((status, n) => status !== told[n - 1]);
  }

  /** Waits for a condition on the list. @throws Error with the last events */
  async until(test: (cards: Map<string, Card>) => boolean, withinMs = 30_000): Promise<void> {
    await this.becomes(() => test(this.cards), withinMs);
  }
}
