import type { StaffRole } from './codes';

type Text = Record<'sv' | 'en', string>;

/** What a greeting's template must name, each at least once (VIS-1). */
export const placeholders = ['serviceName', 'staffName', 'roleName'] as const;

/** The greeting as it was when it was said. What nobody had told by then is null, and is read as soon as it is known. */
export interface Greeting {
  template: Text;
  serviceName: string | null;
  staffName: string | null;
  role: StaffRole | null;
}

/** Roles as people say them: 'jag är sjuksköterska', 'I am a nurse'. */
const roleNames: Record<StaffRole, Text> = {
  NURSE: { sv: 'sjuksköterska', en: 'a nurse' },
  DOCTOR: { sv: 'läkare', en: 'a doctor' },
  PSYCHOLOGIST: { sv: 'psykolog', en: 'a psychologist' },
  PHYSIOTHERAPIST: { sv: 'fysioterapeut', en: 'a physiotherapist' },
  OCCUPATIONAL_THERAPIST: { sv: 'arbetsterapeut', en: 'an occupational therapist' },
  MIDWIFE: { sv: 'barnmorska', en: 'a midwife' },
  DIETITIAN: { sv: 'dietist', en: 'a dietitian' },
  COUNSELLOR: { sv: 'kurator', en: 'a counsellor' },
  DENTIST: { sv: 'tandläkare', en: 'a dentist' },
  DENTAL_HYGIENIST: { sv: 'tandhygienist', en: 'a dental hygienist' },
  ADMINISTRATOR: { sv: 'administratör', en: 'an administrator' },
  UNIT_MANAGER: { sv: 'verksamhetschef', en: 'a unit manager' },
  QUALITY_COORDINATOR: { sv: 'kvalitetssamordnare', en: 'a quality coordinator' },
  SYSTEM_MANAGER: { sv: 'systemförvaltare', en: 'a system manager' },
  LOG_REVIEWER: { sv: 'logggranskare', en: 'a log reviewer' },
  ANALYST: { sv: 'analytiker', en: 'an analyst' },
  CONTENT_EDITOR: { sv: 'innehållsredaktör', en: 'a content editor' },
};

const plainGreeting: Text = { sv: 'Hej och välkommen. En av våra medarbetare skriver till dig här.', en: 'Hello and welcome. One of our staff will write to you here.' };

/** The greeting in the reader's language; a plain one while a name is missing. */
export function greetingText({ template, serviceName, staffName, role }: Greeting, language: 'sv' | 'en'): string {
  if (serviceName === null || staffName === null || role === null) return plainGreeting[language];
  const said: Record<string, string> = { serviceName, staffName, roleName: roleNames[role][language] };
  return template[language].replace(/\{(\w+)\}/g, (whole, name: string) => said[name] ?? whole);
}

/** What is wrong with a template; empty when nothing is. */
export function templateFaults(template: Text): string[] {
  return (['sv', 'en'] as const).flatMap((language) => {
    const named = [...template[language].matchAll(/\{(\w*)\}/g)].map(([, name]) => name!);
    return [
      ...placeholders.filter((name) => !named.includes(name)).map((name) => `${language} lacks {${name}}`),
      ...named.filter((name) => !placeholders.some((known) => known === name)).map((name) => `${language} has an unknown {${name}}`),
    ];
  });
}
