import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated, page, table } from './markdown';
import { requirementTitles } from './requirement-titles';
import { filesOf } from './source-files';

/** One test that names at least one requirement. */
export interface NamedTest {
  ids: string[];
  title: string;
  file: string;
}

/** A string that begins with ids in brackets, as test titles do: '[QUE-5] two nurses …', '[T8, QUE-5] …'. */
const titleForm = /(['"`])((?:\[[A-Z]{1,3}-?\d[^\]]*\]\s*)+)((?:\\.|(?!\1).)*)\1/g;
const idForm = /\b(?:[A-Z]{3}-\d{1,2}|T\d{1,2}|I\d)\b/g;

/** The tests in a file's text that name requirements. */
export function namedTests(file: string, text: string): NamedTest[] {
  return [...text.matchAll(titleForm)].flatMap(([, quote, brackets, rest]) => {
    const ids = brackets!.match(idForm) ?? [];
    const title = quote === '`' ? rest! : rest!.replace(/\\(['"])/g, '$1');
    return ids.length ? [{ ids: [...new Set(ids)], title: title.trim(), file }] : [];
  });
}

/** docs/requirements.md: which test holds which requirement, and which has none. */
export function requirementsPage(root: string): string {
  const tests = filesOf(root, /\.(test|spec)\.ts$/).flatMap((file) => namedTests(file, readFileSync(join(root, file), 'utf8')));
  const known = new Set(Object.values(requirementTitles).flatMap((group) => Object.keys(group)));
  const strangers = [...new Set(tests.flatMap((test) => test.ids).filter((id) => !known.has(id)))].sort();
  const count = (id: string): number => tests.filter((test) => test.ids.includes(id)).length;
  const all = Object.values(requirementTitles).flatMap((group) => Object.entries(group));
  const open = all.filter(([id, title]) => count(id) === 0 && !title.startsWith('LATER '));
  const later = all.filter(([id, title]) => count(id) === 0 && title.startsWith('LATER '));
  return page(
    generated, '# Requirements and their tests',
    `A test that holds a requirement names it in its title. ${tests.length} tests name ${known.size - open.length - later.length} of ${known.size} requirements.`,
    '## Without a test',
    open.length ? table(['id', 'what'], open) : 'None of those that have a room in the house.',
    strangers.length ? `Named by a test and not on the list: ${strangers.join(', ')}.` : undefined,
    `Rooms that are not built yet: ${later.map(([id]) => id).join(', ')}.`,
    Object.entries(requirementTitles).flatMap(([group, titles]) => section(group, titles, tests)),
  );
}

function section(group: string, titles: Record<string, string>, tests: NamedTest[]): string[] {
  const held = Object.entries(titles).filter(([id]) => tests.some((test) => test.ids.includes(id)));
  if (held.length === 0) return [];
  const lines = held.flatMap(([id, title]) => [
    `### ${id} ${title.replace(/^LATER /, '')}`,
    tests.filter((test) => test.ids.includes(id)).map((test) => `- ${test.title.replaceAll('<', '\\<')} (\`${test.file}\`)`).join('\n'),
  ]);
  return [`## ${group}`, ...lines];
}
