import { compilePack } from './compile-pack';
import type { Pack } from './pack';
import { checkGate } from './checks/gate';
import { checkMonotony, checkPainScores } from './checks/monotony';
import { MOST_STATES_OF_A_CHECK, prove } from './checks/proof';
import { checkProvenance } from './checks/provenance';
import { checkQuestions } from './checks/questions';
import { checkReferences } from './checks/references';
import { checkModuleRules, checkRules } from './checks/rules';
import { checkTotality } from './checks/totality';
import { checkWords } from './checks/words';
import { pathFaults, pathStatistics } from './path-statistics';

/**
 * Every fault that blocks publication, each as 'pack: path: what is wrong'; none means that the pack may be signed. (TRI-3)
 * Faults of reference are given alone, since nothing else can be judged before they are mended. `today` as 2026-11-01.
 */
export function checkPack(content: Pack, today: string): string[] {
  const pack = compilePack(content);
  const named = (faults: string[]): string[] => faults.map((fault) => `${pack.id}: ${fault}`);
  const references = checkReferences(pack);
  if (references.length > 0) return named(references);
  return named([
    ...checkMonotony(pack), ...prove(pack, MOST_STATES_OF_A_CHECK).flatMap((proof) => proof.faults), ...checkPainScores(pack), ...checkRules(pack), ...checkQuestions(pack), ...checkGate(pack),
    ...checkTotality(pack), ...checkWords(pack), ...checkProvenance(pack, today), ...pathFaults(pathStatistics(pack)),
  ]);
}

/** The faults of all packs, and of modules whose rules matter in none of them. */
export function checkPacks(packs: readonly Pack[], today: string): string[] {
  const faults = packs.flatMap((pack) => checkPack(pack, today));
  return faults.length > 0 ? faults : checkModuleRules(packs.map(compilePack));
}
