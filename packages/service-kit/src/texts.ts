import type { Language } from './actor';

/** Texts of the refusals that every service shares. */
const texts = {
  NOT_PERMITTED: { sv: 'Det får du inte göra med din roll eller i den här situationen.', en: 'Your role or relation does not allow this.' },
  NOT_FOUND: { sv: 'Det finns inget sådant, eller så får du inte se det.', en: 'There is no such thing, or you may not see it.' },
  FUNCTION_OFF: { sv: 'Funktionen är avstängd här.', en: 'This function is switched off here.' },
} as const satisfies Record<string, Record<Language, string>>;

/** A shared text in the reader's language. */
export function text(key: keyof typeof texts, language: Language): string {
  return texts[key][language];
}

/** The shared refusals, ready to answer with. */
export const refusals = {
  notFound: (language: Language) => ({ __typename: 'NotFound' as const, code: 'NOT_FOUND', message: text('NOT_FOUND', language) }),
  notPermitted: (language: Language) => ({ __typename: 'NotPermitted' as const, code: 'NOT_PERMITTED', message: text('NOT_PERMITTED', language) }),
  functionOff: <F extends string>(fn: F, language: Language) => ({
    __typename: 'FunctionOff' as const, code: 'FUNCTION_OFF', message: text('FUNCTION_OFF', language), function: fn,
  }),
};
