/** Hours for which who took or opened a case may still read it after its end, to document it. */
export const documentationHours = 24;

/** Who looks at queues: a commission's units and role; for a live queue the one unit of its token. */
export interface QueueViewer {
  regionId: string;
  unitIds: readonly string[];
  role: string;
}
