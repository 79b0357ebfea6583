export type ReviewCause = 'SAMPLE' | 'SUSPICION' | 'PATIENT_REQUEST';
export type ReviewOutcome = 'JUSTIFIED' | 'SUSPECTED' | 'REPORTED';

/** The documented outcome of looking at entries of the log (AUD-1). */
export interface AuditReview {
  id: string;
  /** Order of recording. */
  seq: number;
  regionId: string;
  reviewerId: string;
  at: Date;
  cause: ReviewCause;
  outcome: ReviewOutcome;
  note: string | null;
}
