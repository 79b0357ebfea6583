import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { cacheDir, repositoryRoot } from './paths';
import { frontDoors, logInService, receiverScript, services, sources, threads } from './services';

const programsDir = resolve(cacheDir, 'programs');
const stampFile = resolve(programsDir, 'built-from.json');
const scripts = [
  ...services.map((service) => sources(service).main), ...Object.values(frontDoors), logInService.main, receiverScript,
  ...threads,
  ...['migrate', 'seed', 'keys', 'dead-main'].map((name) => resolve(__dirname, `${name}.ts`)),
];

/** What a program's script is built into, to be run by plain node. */
export function programFile(script: string): string {
  return resolve(programsDir, relative(repositoryRoot, script).replace(/\.ts$/, '.mjs'));
}

/**
 * Joins the programs with all they use into a few files, unless they are built from just these sources: a process then loads
 * in a fifth of the time that 1,300 files take, and both a start and a restart after a crash are mostly loading (T1).
 * @returns whether they had to be built
 * @throws Error when a source does not parse or an import leads nowhere
 */
export async function buildPrograms(): Promise<boolean> {
  if (areFresh()) return false;
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: repositoryRoot, outbase: repositoryRoot, outdir: programsDir, entryPoints: scripts, outExtension: { '.js': '.mjs' }, write: false, metafile: true,
    bundle: true, splitting: true, platform: 'node', target: 'node20', format: 'esm', sourcemap: true, sourcesContent: false, logLevel: 'error',
    // Packages in CommonJS load node's own modules so.
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
    // GraphiQL is nine megabytes that only its page needs; the other is a native driver that nobody has.
    external: ['@graphql-yoga/render-graphiql', 'pg-native'],
    // Who starts a thread finds what runs in it.
    define: { VARDGRAF_PROGRAMS: JSON.stringify(programsDir) },
    plugins: [ownFolders],
  });
  for (const { path, contents } of outputFiles) replaceFile(path, contents);
  const own = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/'));
  replaceFile(stampFile, JSON.stringify(Object.fromEntries(['package-lock.json', relative(repositoryRoot, __filename), ...own].map((path) => [path, hashOf(path)]))));
  removeOld(new Set(outputFiles.map(({ path }) => path)));
  return true;
}

function areFresh(): boolean {
  try {
    const builtFrom = JSON.parse(readFileSync(stampFile, 'utf8')) as Record<string, string>;
    return Object.entries(builtFrom).every(([path, hash]) => hashOf(path) === hash) && scripts.every((script) => existsSync(programFile(script)));
  } catch {
    return false;
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(resolve(repositoryRoot, path))).digest('hex');
}

/** Two may build at once: whole files only. */
function replaceFile(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}

/** What an earlier build left is kept for a day: a process that still runs may load a part of it. */
function removeOld(current: ReadonlySet<string>): void {
  for (const name of readdirSync(programsDir)) {
    const path = resolve(programsDir, name);
    if (/\.mjs(\.map)?$/.test(name) && !current.has(path) && Date.now() - statSync(path).mtimeMs > 86_400_000) rmSync(path, { force: true });
  }
}

/** What lies beside a source (SQL, texts, content) is still found beside the source. */
const ownFolders: Plugin = {
  name: 'own-folders',
  setup: (building) => building.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
    const text = await readFile(path, 'utf8');
    if (path.includes('/node_modules/') || !/__(dir|file)name/.test(text)) return undefined;
    return { loader: 'ts', contents: text.replaceAll('__dirname', JSON.stringify(dirname(path))).replaceAll('__filename', JSON.stringify(path)) };
  }),
};
