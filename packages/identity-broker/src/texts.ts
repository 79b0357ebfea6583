import type { StaffRole } from '@vardgraf/schema/events/codes';

/** What a person meets on the log-in service's pages, in both languages of the platform. */
export const texts = {
  sv: {
    title: 'Logga in',
    how: 'Hur vill du logga in?',
    education: 'Utbildningsmiljö. Här finns inga riktiga patienter.',
    development: 'Bara för utveckling. Här finns inga riktiga människor.',
    which: 'Vilket uppdrag arbetar du i?',
    whichRegion: 'I vilken region?',
    goOn: 'Fortsätt',
    again: 'Försök igen från tjänsten du kom från.',
    GONE: 'Inloggningen är för gammal eller redan använd.',
    CANCELLED: 'Inloggningen avbröts.',
    NOT_TRUSTED: 'Svaret från inloggningen gick inte att lita på. Du är inte inloggad.',
    TOO_WEAK: 'Inloggningen är inte säker nog för vård. Använd en e-legitimation på tillitsnivå 3.',
    NO_IDENTIFIER: 'Inloggningen berättade inte vem du är.',
    UNKNOWN_PERSON: 'Du finns inte i tjänsten ännu.',
    PROTECTED_IDENTITY: 'Du har skyddade personuppgifter. Därför kan du inte använda tjänsten digitalt.',
    UNDER_AGE: 'Du är för ung för att logga in själv.',
    NO_COMMISSION: 'Du har inget uppdrag som ger tillgång till tjänsten. Kontakta din verksamhet.',
    AWAY: 'Inloggningen går inte att nå just nu. Försök igen om en stund.',
    WRONG: 'Tjänsten du kom från bad om något som inte går:',
    logOutQuestion: 'Vill du logga ut?',
    logOut: 'Logga ut',
    loggedOut: 'Du är utloggad.',
  },
  en: {
    title: 'Log in',
    how: 'How do you want to log in?',
    education: 'Education environment. There are no real patients here.',
    development: 'For development only. Nobody here is real.',
    which: 'Which commission do you work in?',
    whichRegion: 'In which region?',
    goOn: 'Continue',
    again: 'Try again from the service you came from.',
    GONE: 'This log-in is too old or already used.',
    CANCELLED: 'The log-in was cancelled.',
    NOT_TRUSTED: 'The answer of the log-in could not be trusted. You are not logged in.',
    TOO_WEAK: 'This log-in is not strong enough for care. Use an electronic identification of assurance level 3.',
    NO_IDENTIFIER: 'The log-in did not say who you are.',
    UNKNOWN_PERSON: 'You are not known to this service yet.',
    PROTECTED_IDENTITY: 'Your identity is protected. That is why you cannot use this service digitally.',
    UNDER_AGE: 'You are too young to log in by yourself.',
    NO_COMMISSION: 'You have no commission that gives access to this service. Contact your unit.',
    AWAY: 'The log-in cannot be reached right now. Try again in a moment.',
    WRONG: 'The service you came from asked for something that cannot be done:',
    logOutQuestion: 'Do you want to log out?',
    logOut: 'Log out',
    loggedOut: 'You are logged out.',
  },
} as const;

/** Why a log-in ended without one. */
export type RefusalCode = 'GONE' | 'CANCELLED' | 'NOT_TRUSTED' | 'TOO_WEAK' | 'NO_IDENTIFIER' | 'UNKNOWN_PERSON' | 'PROTECTED_IDENTITY' | 'UNDER_AGE' | 'NO_COMMISSION' | 'AWAY';

/** Roles as a person reads them in a choice. */
export const roleNames: Record<'sv' | 'en', Record<StaffRole, string>> = {
  sv: {
    NURSE: 'Sjuksköterska', DOCTOR: 'Läkare', PSYCHOLOGIST: 'Psykolog', PHYSIOTHERAPIST: 'Fysioterapeut', OCCUPATIONAL_THERAPIST: 'Arbetsterapeut', MIDWIFE: 'Barnmorska',
    DIETITIAN: 'Dietist', COUNSELLOR: 'Kurator', DENTIST: 'Tandläkare', DENTAL_HYGIENIST: 'Tandhygienist', ADMINISTRATOR: 'Administratör', UNIT_MANAGER: 'Enhetschef',
    QUALITY_COORDINATOR: 'Kvalitetssamordnare', SYSTEM_MANAGER: 'Systemförvaltare', LOG_REVIEWER: 'Loggranskare', ANALYST: 'Analytiker', CONTENT_EDITOR: 'Innehållsredaktör',
  },
  en: {
    NURSE: 'Nurse', DOCTOR: 'Doctor', PSYCHOLOGIST: 'Psychologist', PHYSIOTHERAPIST: 'Physiotherapist', OCCUPATIONAL_THERAPIST: 'Occupational therapist', MIDWIFE: 'Midwife',
    DIETITIAN: 'Dietitian', COUNSELLOR: 'Counsellor', DENTIST: 'Dentist', DENTAL_HYGIENIST: 'Dental hygienist', ADMINISTRATOR: 'Administrator', UNIT_MANAGER: 'Unit manager',
    QUALITY_COORDINATOR: 'Quality coordinator', SYSTEM_MANAGER: 'System manager', LOG_REVIEWER: 'Log reviewer', ANALYST: 'Analyst', CONTENT_EDITOR: 'Content editor',
  },
};
