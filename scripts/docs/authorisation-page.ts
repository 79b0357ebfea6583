import { deeds, liveFields } from '../../test/authorisation/deeds';
import { fields, questions, types } from '../../test/authorisation/places';
import { type Reading, type ReadingKey, readings } from '../../test/authorisation/readings';
import { everyRelation, type Relation, relations } from '../../test/authorisation/relations';
import { generated, page, table } from './markdown';

/** docs/authorisation.md: who may read and do what, as the tests of the whole graph hold it against the platform (T20). */
export function authorisationPage(): string {
  const rows = Object.entries(readings) as [ReadingKey, Reading][];
  return page(
    generated,
    '# Who may see and do what',
    'Written from the requirements, not from the code: `test/authorisation/readings.ts` and `test/authorisation/deeds.ts` are the tables, and `test/authorisation/authorisation.spec.ts` asks every subgraph for everything, in the name of everybody, by every id. What is not allowed here is shown to nobody, and cannot be told from what does not exist. What services themselves say of their fields stands in [rules.md](rules.md).',
    '## How one can stand to a thing',
    table(['column', 'who'], everyRelation.map((relation) => [relations[relation].head, relations[relation].is])),
    'Somebody with several of these may what any of them may. Another region is another region whatever else one is there.',
    '## Who may read what',
    '● may read. *logged*: each look is in the audit log, the patient’s own excepted.',
    matrix(rows.map(([, { thing, may, logged, ids }]) => ({ what: `${thing}${logged ? ' *logged*' : ''}`, may, ids }))),
    '## Who may do what',
    '● may do it where its rules allow it on the day. Everybody else is told NotFound or NotPermitted (without a token UNAUTHENTICATED), and nothing changes.',
    matrix(deeds.map(({ deed, may, ids }) => ({ what: deed, may, ids }))),
    '## Where each field stands',
    'Every field of the graph and of every subgraph is in one row; a field that nobody has placed fails the tests.',
    table(['row', 'fields'], rows.map(([key, { thing }]) => [thing, placesOf(key)])),
    '## Which mutations each deed is',
    table(['deed', 'mutations'], deeds.map(({ deed, fields: mutations }) => [deed, mutations.map(code).join(', ')])),
    '## Live fields',
    table(['field', 'who is let in'], Object.entries(liveFields).map(([field, { may }]) => [code(field), may.map((relation) => relations[relation].head).join(', ')])),
  );
}

const code = (text: string): string => `\`${text}\``;

function matrix(rows: { what: string; may: readonly Relation[]; ids: string }[]): string {
  return table(['', ...everyRelation.map((relation) => relations[relation].head), 'ids'], rows.map(({ what, may, ids }) => [what, ...everyRelation.map((relation) => (may.includes(relation) ? '●' : ' ')), ids]));
}

function placesOf(row: ReadingKey): string {
  if (row === 'answer') return 'what mutations answer, refusals, pages of lists, `PushDevice`';
  const asked = Object.entries(questions).filter(([, question]) => question.row === row).map(([field]) => `Query.${field}`);
  const whole = Object.entries(types).filter(([, of]) => of === row).map(([type]) => `${type}.*`);
  const single = Object.entries(fields).filter(([, of]) => of === row).map(([field]) => field);
  return [...asked, ...whole, ...single].map(code).join(', ');
}
