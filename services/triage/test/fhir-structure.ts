import { Fhir } from 'fhir';

const validator = new Fhir();

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of a resource is what it expects there
export type Json = any;

/** What is wrong with a resource by the structure that HL7 has published for R4; its notes about value sets that it has not got are no faults. */
export function faultsOf(resource: object): string[] {
  const found = validator.validate(resource, { errorOnUnexpected: true }).messages.filter(({ severity }) => severity !== 'info').map(({ location, message }) => `${location}: ${message}`);
  const contained = (resource as { contained?: object[] }).contained ?? [];
  return [...found, ...contained.flatMap(faultsOf)];
}

/** Every item, as deep as they go. */
export const flat = (items: Json[] = []): Json[] => items.flatMap((item) => [item, ...flat(item.item)]);

/** Every object in a resource that has the element. */
export function having(resource: Json, element: string): Json[] {
  if (resource === null || typeof resource !== 'object') return [];
  return [...(element in resource ? [resource] : []), ...Object.values(resource).flatMap((part) => having(part, element))];
}

/** The English of an element's translation. */
export const english = (element: Json): string | undefined =>
  element?.extension?.find((one: Json) => one.url.endsWith('/translation'))?.extension.find((one: Json) => one.url === 'content')?.valueString;
