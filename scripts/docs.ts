/** Generates the pages of docs/ that come from the code. `npm run docs`; CI fails when one differs. The same code gives the same bytes: no dates, no order of chance. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsPage } from './docs/events-page';
import { layersPicture } from './docs/layers-picture';
import { requirementsPage } from './docs/requirements-page';
import { rulesPage } from './docs/rules-page';
import { triageReport } from './docs/triage-report';

const root = join(__dirname, '..');

const pages: Record<string, (root: string) => string> = {
  'docs/requirements.md': requirementsPage,
  'docs/events.md': eventsPage,
  'docs/rules.md': rulesPage,
  'docs/triage-report.md': triageReport,
  'docs/layers.svg': layersPicture,
};

for (const [path, make] of Object.entries(pages)) writeFileSync(join(root, path), make(root));
