import type { Language } from '@vardgraf/service-kit/actor';

const texts = {
  PATIENT_ALREADY_EXISTS: { sv: 'Det finns redan en profil med det numret.', en: 'There is a profile with this number already.' },
} as const satisfies Record<string, Record<Language, string>>;

/** A text of directory in the reader's language. */
export function text(key: keyof typeof texts, language: Language): string {
  return texts[key][language];
}
