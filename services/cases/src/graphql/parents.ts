/** An entity that another subgraph owns. */
export interface Reference {
  id: string;
}

/** Visits that hold a shift, before their cards are read. */
export interface VisitsGoOn {
  code: string;
  message: string;
  caseIds: string[];
  mayEndAnyway: boolean;
}
