import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';

const root = resolve(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const blocks = [...read('README.md').matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1]!);

test('[API-1] every query of the README is one that the graph takes', () => {
  const schema = buildSchema(read('packages/schema/api.graphql'));
  expect(blocks.length).toBeGreaterThan(5);
  for (const block of blocks) expect({ block, errors: validate(schema, parse(block)).map(String) }).toEqual({ block, errors: [] });
});

test('every file and command that README, CONTRIBUTING and the life of a case name is there', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  for (const page of ['README.md', 'CONTRIBUTING.md', 'docs/life-of-a-case.md']) {
    const text = read(page);
    const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((m) => join(page, '..', m[1]!));
    const named = [...text.matchAll(/`((?:services|packages|gateway|test|docs|scripts|config)\/[\w./-]+)`/g)].map((m) => m[1]!).filter((name) => !name.includes('pause'));
    expect([...linked, ...named].filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const commands = [...text.matchAll(/npm run ([a-z:]+)/g)].map((m) => m[1]!);
    expect(commands.filter((command) => !scripts.includes(command))).toEqual([]);
  }
});
