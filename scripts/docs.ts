/** Generates the pages of docs/, and the list of published documents, that come from the code. `npm run docs`; CI fails when one differs. The same code gives the same bytes: no dates, no order of chance. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownDocuments } from '../gateway/src/limits/document-files';
import { authorisationPage } from './docs/authorisation-page';
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
  'docs/authorisation.md': authorisationPage,
  'docs/triage-report.md': triageReport,
  'docs/layers.svg': layersPicture,
  'gateway/documents/manifest.json': (root) => `${JSON.stringify(ownDocuments(join(root, 'gateway/documents')), null, 2)}\n`,
};

for (const [path, make] of Object.entries(pages)) writeFileSync(join(root, path), make(root));
