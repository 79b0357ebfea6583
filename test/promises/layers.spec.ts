import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { declared, innocent, wrongImports, wrongLines, type Plant } from './planted-violations';

const root = resolve(__dirname, '../..');

interface Cruise {
  summary: { totalCruised: number; ruleSetUsed: { forbidden: { name: string }[] }; violations: { rule: { name: string }; from: string; to: string }[] };
  modules: { source: string; dependencies: { resolved: string }[] }[];
}

type Lint = { filePath: string; messages: { ruleId: string | null; line: number }[] }[];

/** Both tools end with a code other than 0 when they find something; their report is on stdout either way. */
function report<T>(cwd: string, tool: string, args: string[]): Promise<T> {
  return new Promise((done, fail) => {
    execFile(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd, maxBuffer: 64e6 }, (fault, stdout, stderr) => {
      try {
        done(JSON.parse(stdout) as T);
      } catch {
        fail(new Error(`${tool}: ${stderr || stdout || fault?.message}`));
      }
    });
  });
}

const cruise = (cwd: string) =>
  report<Cruise>(cwd, 'dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'gateway', 'packages', 'services']);

/** A small repository with our configuration, our packages, and every planted file. */
function plant(folder: string): void {
  for (const file of ['.dependency-cruiser.cjs', 'eslint.config.mjs', 'tsconfig.json']) cpSync(join(root, file), join(folder, file));
  mkdirSync(join(folder, 'node_modules/@vardgraf'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) if (name !== '@vardgraf') symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  const files = { ...innocent, ...Object.fromEntries([...wrongImports, ...wrongLines].map(({ file, text }) => [file, text])) };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  for (const workspace of ['gateway', 'packages/schema', 'packages/service-kit', 'packages/launcher', 'services/apples', 'services/pears']) {
    const name = `@vardgraf/${workspace.split('/').at(-1)}`;
    writeFileSync(join(folder, workspace, 'package.json'), JSON.stringify({ name, exports: { './*': './src/*.ts' }, ...declared }));
    symlinkSync(join(folder, workspace), join(folder, 'node_modules', name));
  }
}

describe('with one violation planted for every rule', () => {
  let folder: string;
  let rules: string[];
  let found: string[];
  let linted: string[];

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'vardgraf-planted-')));
    plant(folder);
    const [cruised, lint] = await Promise.all([cruise(folder), report<Lint>(folder, 'eslint/bin/eslint.js', ['--format', 'json', '.'])]);
    rules = cruised.summary.ruleSetUsed.forbidden.map((rule) => rule.name);
    found = cruised.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
    linted = lint.flatMap((file) => file.messages.map((message) => `${message.ruleId} ${file.filePath.slice(folder.length + 1)}`));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const named = (plants: Plant[]) => plants.map((each) => [each.rule, each.file] as const);

  test.each(named(wrongImports))('dependency-cruiser catches %s in %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  test.each(named(wrongLines))('eslint catches %s in %s', (rule, file) => {
    expect(linted).toContain(`${rule} ${file}`);
  });

  test('every rule of dependency-cruiser is planted', () => {
    expect([...new Set(wrongImports.map((each) => each.rule))].sort()).toEqual(rules.sort());
  });

  test('what breaks no rule is not accused', () => {
    const guilty = new Set(wrongImports.map((each) => each.file));
    expect(found.filter((line) => !guilty.has(line.split(' ')[1]!))).toEqual([]);
    expect(linted.filter((line) => Object.keys(innocent).includes(line.split(' ')[1]!))).toEqual([]);
  });
});

test('the real run sees our modules, follows the ways between workspaces and finds nothing', async () => {
  const cruised = await cruise(root);
  expect(cruised.summary.totalCruised).toBeGreaterThan(50);
  for (const workspace of ['services/cases/', 'services/directory/', 'services/triage/', 'services/oversight/', 'gateway/', 'packages/launcher/']) {
    expect(cruised.modules.filter((module) => module.source.startsWith(`${workspace}src/`)).length).toBeGreaterThan(0);
  }
  const fromCasesToKit = cruised.modules.filter((module) => module.source.startsWith('services/cases/')).flatMap((module) => module.dependencies)
    .filter((dependency) => dependency.resolved.startsWith('packages/service-kit/src/'));
  expect(fromCasesToKit.length).toBeGreaterThan(0);
  expect(cruised.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 60_000);
