import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { complaintFile, findingsFile, moduleFile, sourcesFile, textsFile, wordSignsFile, type Library } from './source-schema';

/** The content that ships with the service. */
export const CONTENT_DIR = join(__dirname, '../../content');

/** Content that cannot be read: every fault as 'file: path: what is wrong'. */
export class ContentFault extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/** Reads a YAML file into its shape; throws ContentFault with every fault at its path. (TRI-3) */
export function readYaml<S extends z.ZodType>(file: string, schema: S, name = basename(file)): z.output<S> {
  return parseYaml(readFileSync(file, 'utf8'), schema, name);
}

/** Reads YAML into its shape; `name` is what its faults are named by. */
export function parseYaml<S extends z.ZodType>(yaml: string, schema: S, name: string): z.output<S> {
  const document = parseDocument(yaml, { merge: true });
  if (document.errors.length > 0) throw new ContentFault(document.errors.map((error) => `${name}: ${error.message.split('\n')[0]}`));
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) throw new ContentFault(parsed.error.issues.map((issue) => `${name}: ${issue.path.join('.')}: ${issue.message}`));
  return parsed.data;
}

/** Reads the content folder; the faults of all files are thrown together. */
export function readLibrary(folder: string = CONTENT_DIR): Library {
  const faults: string[] = [];
  const read = <S extends z.ZodType>(name: string, schema: S): z.output<S> | undefined => {
    try {
      return readYaml(join(folder, name), schema, name);
    } catch (error) {
      if (!(error instanceof ContentFault)) throw error;
      faults.push(...error.faults);
      return undefined;
    }
  };
  const all = <S extends z.ZodType>(part: string, schema: S): z.output<S>[] =>
    readdirSync(join(folder, part)).filter((name) => name.endsWith('.yaml')).sort().flatMap((name) => read(`${part}/${name}`, schema) ?? []);

  const findings: Library['findings'] = {};
  for (const file of all('findings', findingsFile)) for (const [id, finding] of Object.entries(file)) {
    if (findings[id]) faults.push(`findings: '${id}' is defined twice`);
    findings[id] = finding;
  }
  const modules = Object.fromEntries(all('modules', moduleFile).map((module) => [module.id, module]));
  const complaints = all('complaints', complaintFile);
  const wordSigns = read('word-signs.yaml', wordSignsFile);
  const texts = read('texts.yaml', textsFile);
  const sources = read('sources.yaml', sourcesFile);
  if (faults.length > 0 || !wordSigns || !texts || !sources) throw new ContentFault(faults);
  return { findings, modules, complaints, wordSigns, texts, sources };
}
