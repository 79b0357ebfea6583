import type { MetricObjectWithValues, MetricValue } from 'prom-client';

/** How the workers of one gateway stand. */
export interface Standing {
  /** How many there shall be, and how many answer. */
  of: number;
  up: number;
  /** Every one has answered once since the start. */
  whole: boolean;
}

export type Measured = MetricObjectWithValues<MetricValue<string>>[];

/** What the supervisor says to a worker over their pipe. */
export type ToWorker = { tell: 'standing'; standing: Standing } | { tell: 'drain' } | { tell: 'measure'; id: number } | { tell: 'scraped'; id: number; text: string };

/** What a worker says to the supervisor. */
export type ToSupervisor = { tell: 'scrape'; id: number } | { tell: 'measured'; id: number; measured: Measured };
