import { generated, page } from './markdown';
import { accessRules } from './rules-access';
import { bookingRules } from './rules-booking';
import { caseRules } from './rules-cases';
import { notifyRules } from './rules-notify';
import { regionRules } from './rules-regions';
import { triageRules } from './rules-triage';

/** docs/rules.md: every table that decides, printed from the code that decides by it, for those who answer for the care. */
export function rulesPage(root: string): string {
  return page(
    generated, '# The rules',
    'Printed from the very tables the program decides by. Read it, and sign below what you answer for; a rule that is wrong here is wrong in the program.',
    caseRules(), triageRules(), bookingRules(), notifyRules(), accessRules(root), regionRules(root),
    '## Read and approved',
    '| part | name and role | date |\n|---|---|---|\n| What can happen to a case | | |\n| Triage | | |\n| Booking | | |\n| Messages and alerts | | |\n| Who may ask what | | |\n| What each region has chosen | | |',
  );
}
