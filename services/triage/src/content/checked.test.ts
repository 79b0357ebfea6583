import { isChecked } from './checked';
import { loadPacks } from './load';

test('[TRI-3] the content on disk is the content that passed the checks: else run npx tsx services/triage/src/check-content.ts', () => {
  const packs = loadPacks();
  expect(isChecked(packs)).toBe(true);
  expect(isChecked([{ ...packs[0]!, sha256: 'f'.repeat(64) }])).toBe(false);
});
