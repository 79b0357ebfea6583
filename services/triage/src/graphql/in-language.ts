import type { Language } from '@vardgraf/service-kit/actor';
import type { Text } from '../domain/pack';

/** The same value with every text of two languages become one. */
export type InLanguage<T> = T extends Text ? string : T extends Date ? T : T extends readonly (infer I)[] ? InLanguage<I>[] : T extends object ? { [K in keyof T]: InLanguage<T[K]> } : T;

/** Picks the reader's language throughout an answer. */
export function inLanguage<T>(value: T, language: Language): InLanguage<T> {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value as InLanguage<T>;
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, language)) as InLanguage<T>;
  if ('sv' in value && 'en' in value) return (value as unknown as Text)[language] as InLanguage<T>;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inLanguage(part, language)])) as InLanguage<T>;
}
