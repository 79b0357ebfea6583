import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse } from './resources';
import { z } from 'zod';
import type { Pack, Sex, Text } from '../domain/pack';
import { group, questionnaire, readQuestionnaireId, type Edition } from './questionnaire';
import { answeredItems, outcomeExtension, type Outcome } from './questionnaire-response';
import { type Item, responseItem } from './read-answers';
import { OWN_WORDS, questionnaireUrl, urls } from './terms';

const contained = z.looseObject({
  resourceType: z.string(), id: z.string().max(64), url: z.string().max(200).optional(), version: z.string().max(20).optional(), derivedFrom: z.array(z.string().max(200)).max(1).optional(),
  birthDate: z.iso.date().optional(), gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
});
const response = z.looseObject({
  resourceType: z.literal('QuestionnaireResponse'), questionnaire: z.string().min(1).max(200), contained: z.array(contained).max(5).optional(),
  subject: z.looseObject({ reference: z.string().max(100) }), item: z.array(responseItem).max(300).optional(),
});
const parameters = z.looseObject({ resourceType: z.literal('Parameters'), parameter: z.array(z.looseObject({ name: z.string(), resource: z.unknown() })).max(5) });

/** What `$next-question` is asked: after which answers, to which content, of whom. */
export interface Question {
  given: z.infer<typeof response>;
  packId: string;
  semver: string | undefined;
  subject: { patientId: string } | { birthDate: string; sex: Sex };
  items: readonly Item[];
}

/** Reads a response, alone or in Parameters as SDC names it. Faults are FHIRPaths. */
export function readQuestion(body: unknown): Question | { faults: string[] } {
  const wrapped = parameters.safeParse(body);
  const parsed = response.safeParse(wrapped.success ? wrapped.data.parameter.find(({ name }) => name === 'questionnaire-response')?.resource : body);
  if (!parsed.success) return { faults: parsed.error.issues.map(({ path }) => ['QuestionnaireResponse', ...path.map(String)].join('.')) };
  const given = parsed.data;
  const version = versionOf(given);
  const subject = subjectOf(given);
  if (!version) return { faults: ['QuestionnaireResponse.questionnaire'] };
  if (!subject) return { faults: ['QuestionnaireResponse.subject'] };
  return { given, ...version, subject, items: given.item ?? [] };
}

type Given = z.infer<typeof response>;
const inside = ({ contained: all = [] }: Given, reference: string, type: string) => all.find((one) => reference === `#${one.id}` && one.resourceType === type);

/** The content: named directly, or by the contained questionnaire that grows from it. */
function versionOf(given: Given): { packId: string; semver: string | undefined } | undefined {
  const own = inside(given, given.questionnaire, 'Questionnaire');
  const [url = '', version] = (own ? (own.derivedFrom?.[0] ?? [own.url, own.version].filter(Boolean).join('|')) : given.questionnaire).split('|');
  const [, packId] = /^(?:urn:vardgraf:fhir:Questionnaire:|Questionnaire\/)([a-z0-9.-]+)$/.exec(url) ?? [];
  if (!packId) return undefined;
  return version ? { packId, semver: version } : readQuestionnaireId(packId);
}

const SEXES = { female: 'FEMALE', male: 'MALE', other: 'UNKNOWN', unknown: 'UNKNOWN' } as const;

function subjectOf(given: Given): Question['subject'] | undefined {
  const { reference } = given.subject;
  const own = inside(given, reference, 'Patient');
  if (own) return own.birthDate ? { birthDate: own.birthDate, sex: SEXES[own.gender ?? 'unknown'] } : undefined;
  const [, patientId] = /^Patient\/([A-Za-z0-9.-]{1,64})$/.exec(reference) ?? [];
  return patientId ? { patientId } : undefined;
}

/** What comes next, as the engine has it. */
export interface Next {
  edition: Edition;
  answers: Readonly<Record<string, string | number>>;
  freeText: string | null;
  screen: { id: string; title: Text; questions: readonly { id: string }[] } | undefined;
  outcome: Outcome | null;
}

/** The response with the next questions in its contained questionnaire; completed, with what the answers come to, when there are none. */
export function nextResponse({ given }: Pick<Question, 'given'>, next: Next): QuestionnaireResponse {
  const { pack } = next.edition;
  const own = inside(given, given.questionnaire, 'Questionnaire')?.id ?? 'adaptive';
  const others = (given.contained ?? []).filter((one) => one.resourceType === 'Patient');
  return {
    resourceType: 'QuestionnaireResponse',
    ...(typeof given['id'] === 'string' ? { id: given['id'] } : {}),
    meta: { profile: [urls.adaptiveResponse] },
    language: 'sv',
    contained: [grownQuestionnaire(own, next), ...others],
    ...(next.outcome ? { extension: [outcomeExtension(next.outcome)] } : {}),
    questionnaire: `#${own}`,
    status: next.screen ? 'in-progress' : 'completed',
    subject: { reference: given.subject.reference },
    item: answeredItems(pack, next.answers, next.freeText),
  };
}

/** What has been asked so far and what is asked now, in the order of the content. */
function grownQuestionnaire(id: string, { edition, answers, screen }: Next): Questionnaire {
  const { pack } = edition;
  const whole = questionnaire(edition);
  const asked = new Set([...Object.keys(answers), ...(screen?.questions.map((one) => one.id) ?? [])]);
  return {
    ...whole, id, url: `${questionnaireUrl(pack.id)}:adaptive`, derivedFrom: [`${questionnaireUrl(pack.id)}|${pack.semver}`], status: 'active',
    item: [...askedGroups(pack, asked), whole.item.find((item) => item.linkId === OWN_WORDS)!],
  };
}

function askedGroups(pack: Pack, asked: Set<string>): QuestionnaireItem[] {
  const groups: QuestionnaireItem[] = [];
  for (const screen of pack.screens) {
    const here = screen.findings.filter((id) => asked.delete(id));
    if (here.length > 0) groups.push(group(pack, screen, here));
  }
  return groups;
}
