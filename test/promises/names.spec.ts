import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const files = ['gateway', 'packages', 'services', 'scripts', 'test']
  .flatMap((folder) => readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.[cm]?[tj]s$/.test(file) && !/\/(generated|node_modules)\//.test(file));

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(100);
});

test('no file hides behind a name that says nothing, and none is a barrel', () => {
  const empty = /^(utils?|helpers?|common|shared|misc|lib|index|types|constants)$|-?(utils?|helpers?|manager)$/;
  expect(files.filter((file) => empty.test(basename(file).split('.')[0]!))).toEqual([]);
});

test('files are named in kebab-case; a resolver is named exactly as its field or type', () => {
  const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
  const field = /\/graphql\/(.*\/)?[A-Za-z0-9]+\.ts$/;
  expect(files.filter((file) => !kebab.test(basename(file)) && !field.test(`/${file}`))).toEqual([]);
});
