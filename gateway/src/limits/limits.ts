/** What one request may ask for; the same on HTTP and on a socket (API-1). */
export const limits = {
  /** Levels of fields, following fragments. */
  depth: 10,
  aliases: 15,
  tokens: 1_000,
  /** Characters of a document; texts are kept as keys of plans, and what is long belongs in variables. */
  documentLength: 20_000,
  /** Fields of one operation once its fragments are written out. */
  expandedFields: 3_000,
  /** Objects the answer may hold at most, by the sizes asked for. */
  cost: 5_000,
  /** Objects assumed of a list that is asked for without a size. */
  assumedListSize: 10,
  bodyBytes: 100 * 1024,
  subscriptionsPerSocket: 20,
  /** Messages of one socket in ten seconds. */
  messagesPerTenSeconds: 500,
} as const;

/** Lists without a size argument that are longer than the usual ones. */
export const listSizes: Record<string, number> = {
  'QueueSnapshot.cards': 100,
  'Query.complaints': 50,
  'Query.casesInNobodysList': 100,
  'ThreadSnapshot.messages': 200,
  'SubmissionSnapshot.submissions': 200,
  'Query.daySchedule': 100,
};
