import { staffRoles } from './codes';
import { type Greeting, greetingText, templateFaults } from './greeting';

const template = { sv: '{serviceName}: jag heter {staffName} och är {roleName}.', en: '{serviceName}: I am {staffName}, {roleName}.' };
const known: Greeting = { template, serviceName: 'Min vård', staffName: 'Nina {roleName} $& Berg', role: 'NURSE' };

test('[VIS-1] the greeting says service, name and role in the reader’s language, and a name is only ever a name', () => {
  expect(greetingText(known, 'sv')).toBe('Min vård: jag heter Nina {roleName} $& Berg och är sjuksköterska.');
  expect(greetingText(known, 'en')).toBe('Min vård: I am Nina {roleName} $& Berg, a nurse.');
});

test('[VIS-1] every role has a plain name, and a missing fact makes a plain greeting', () => {
  for (const role of staffRoles) expect([greetingText({ ...known, role }, 'sv'), greetingText({ ...known, role }, 'en')]).toEqual([expect.stringMatching(/är \p{Ll}+\.$/u), expect.stringMatching(/, an? [a-z ]+\.$/)]);
  for (const missing of ['serviceName', 'staffName', 'role'] as const) expect(greetingText({ ...known, [missing]: null }, 'sv')).toMatch(/^Hej och välkommen\./);
});

test('[VIS-1] a template that lacks a name or has an unknown one is told so', () => {
  expect(templateFaults(template)).toEqual([]);
  expect(templateFaults({ ...template, en: '{serviceName} {staffName} {rolename}' })).toEqual(['en lacks {roleName}', 'en has an unknown {rolename}']);
});
