import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inherited, type PolicyTable } from '@vardgraf/service-kit/policy';
import { clinicalRoles } from '@vardgraf/cases/domain/codes';
import { patientFacingRoles } from '@vardgraf/directory/domain/staff-role';
import { roles, table } from './markdown';

/** Who may use which field of the graph, and who may read a patient. */
export function accessRules(root: string): string[] {
  const load = createRequire(__filename);
  const services = readdirSync(join(root, 'services')).sort().filter((service) => existsSync(join(root, 'services', service, 'src/graphql/policy.ts')));
  return [
    '## Who may ask what',
    'What is not here is refused. A refused mutation answers NotPermitted, a refused question nothing. Which patient, case or unit is seen is decided after this, from region, unit and relation.',
    ...services.flatMap((service) => {
      const { policy } = load(join(root, 'services', service, 'src/graphql/policy.ts')) as { policy: PolicyTable };
      return [`### ${service}`, table(['field', 'who'], rowsOf(policy)), `Whoever reached the object may read the rest: ${restOf(policy).join(', ')}.`];
    }),
    '## Who may read a patient',
    table(['reader', 'when'], [
      ['the patient', 'from the region’s own log-in age'],
      ['a guardian', 'while the child is under the region’s proxy limit; looked up at each use'],
      [roles(patientFacingRoles, clinicalRoles), 'of the same region, with a care relation: the patient is listed at the unit, or has a case that the unit is accountable for or that they took or opened; each reading is logged'],
      ['other staff, partners', 'never'],
    ]),
  ];
}

function rowsOf(policy: PolicyTable): [string, string][] {
  return Object.entries(policy).flatMap(([type, fields]) =>
    Object.entries(fields).filter(([, rule]) => rule !== inherited).map(([field, rule]): [string, string] => [`${type}.${field === '__resolveReference' ? '(by reference)' : field}`, readable(rule.name)]),
  );
}

function restOf(policy: PolicyTable): string[] {
  return Object.entries(policy).filter(([, fields]) => Object.values(fields).some((rule) => rule === inherited)).map(([type]) => type).sort();
}

/** A rule's name with its roles in words; `staff: NURSE, DOCTOR …` is how the kit names them. */
function readable(name: string): string {
  return name.replace(/staff: ([A-Z_, ]+)/g, (_, list: string) => `staff: ${roles(list.split(', '), clinicalRoles)}`);
}
