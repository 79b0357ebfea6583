import type { Template, TemplateName } from '../domain/templates';

/** An entity that another subgraph owns. */
export interface Reference {
  id: string;
}

/** A template as the region words it. */
export type TemplateParent = Template & { name: TemplateName };
