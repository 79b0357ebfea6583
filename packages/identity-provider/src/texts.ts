/** The provider's own pages, for developers; both languages of the platform. */
export const texts = {
  sv: {
    title: 'Vårdgraf – logga in som testperson',
    warning: 'Bara för utveckling. Här finns inga riktiga människor.',
    intro: 'Välj en person. Då visas en nyckel (access token) som gäller i fem minuter.',
    choose: 'Testperson',
    staff: 'Personal',
    patients: 'Patienter',
    tooYoung: 'för ung för egen inloggning',
    isProtected: 'skyddade personuppgifter: utanför utveckling nekas inloggning',
    getToken: 'Hämta nyckel',
    logIn: 'Logga in',
    logInAt: (client: string) => `Logga in till ${client}`,
    token: 'Nyckel',
    claims: 'Vad nyckeln säger',
    curl: 'Samma sak i en terminal',
    back: 'Tillbaka',
    nobody: 'Katalogen har ännu inte sagt vilka som finns. Ladda om sidan om en stund.',
    gone: 'Inloggningen är för gammal eller redan använd. Börja om i programmet du kom från.',
    refused: 'Den personen kan inte logga in:',
    loggedOut: 'Du är utloggad.',
    logOutQuestion: 'Vill du logga ut?',
    logOut: 'Logga ut',
    wrong: 'Programmet bad om något som inte går:',
    years: (n: number) => `${n} år`,
  },
  en: {
    title: 'Vårdgraf – log in as a test person',
    warning: 'For development only. Nobody here is real.',
    intro: 'Choose a person. You get an access token that is good for five minutes.',
    choose: 'Test person',
    staff: 'Staff',
    patients: 'Patients',
    tooYoung: 'too young for an own log-in',
    isProtected: 'protected identity: outside development log-in is refused',
    getToken: 'Get token',
    logIn: 'Log in',
    logInAt: (client: string) => `Log in to ${client}`,
    token: 'Token',
    claims: 'What the token says',
    curl: 'The same in a terminal',
    back: 'Back',
    nobody: 'The directory has not yet said who there is. Reload this page in a moment.',
    gone: 'This log-in is too old or already used. Start again in the program you came from.',
    refused: 'That person cannot log in:',
    loggedOut: 'You are logged out.',
    logOutQuestion: 'Do you want to log out?',
    logOut: 'Log out',
    wrong: 'The program asked for something that cannot be done:',
    years: (n: number) => `${n} years`,
  },
} as const;

export type Texts = (typeof texts)['sv'] | (typeof texts)['en'];

/** Swedish unless the header asks for English first. */
export function pageLanguage(acceptLanguage: string | undefined): 'sv' | 'en' {
  const tags = (acceptLanguage ?? '').toLowerCase().split(',').map((part) => part.trim().slice(0, 2));
  return tags.find((tag) => tag === 'sv' || tag === 'en') === 'en' ? 'en' : 'sv';
}
