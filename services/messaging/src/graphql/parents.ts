/** An entity that another subgraph owns. */
export interface Reference {
  id: string;
}
