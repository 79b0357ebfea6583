import { createRequire } from 'node:module';
import { join } from 'node:path';

type Paths = string | string[];
interface Side {
  path?: Paths;
  pathNot?: Paths;
  dependencyTypes?: string[];
  dependencyTypesNot?: string[];
  circular?: boolean;
  couldNotResolve?: boolean;
}
interface Forbidden {
  name: string;
  from: Side;
  to: Side;
}

/** May one room import another: yes, its types alone, or no. */
export type Permission = 'yes' | 'types' | 'no';

/** Rooms of the house, each by a file that could stand there. `service` is the same service as the importer's. */
export const rooms = {
  graphql: 'services/cases/src/graphql/x.ts',
  events: 'services/cases/src/events/x.ts',
  timers: 'services/cases/src/timers/x.ts',
  operations: 'services/cases/src/operations/x.ts',
  storage: 'services/cases/src/storage/x.ts',
  settings: 'services/cases/src/settings/x.ts',
  domain: 'services/cases/src/domain/x.ts',
  wiring: 'services/cases/src/start.ts',
  'another service': 'services/triage/src/domain/x.ts',
  gateway: 'gateway/src/x.ts',
  'service-kit': 'packages/service-kit/src/x.ts',
  'event contracts': 'packages/schema/src/events/x.ts',
} as const;
export type Room = keyof typeof rooms;

/** What the rules of .dependency-cruiser.cjs say of two rooms, asked of the rules themselves. */
export function permissions(root: string): (from: Room, to: Room) => Permission {
  const { forbidden } = createRequire(__filename)(join(root, '.dependency-cruiser.cjs')) as { forbidden: Forbidden[] };
  const rules = forbidden.filter(({ to }) => !to.circular && !to.couldNotResolve && !to.dependencyTypes); // those are about packages and circles, not rooms
  return (from, to) => {
    const broken = rules.filter((rule) => forbids(rule, rooms[from], rooms[to]));
    if (broken.length === 0) return 'yes';
    return broken.every((rule) => rule.to.dependencyTypesNot?.includes('type-only')) ? 'types' : 'no';
  };
}

function forbids(rule: Forbidden, from: string, to: string): boolean {
  const groups = matched(rule.from.path, from);
  if (!groups || (rule.from.pathNot !== undefined && matched(rule.from.pathNot, from))) return false;
  const filled = (paths: Paths): string[] => [paths].flat().map((path) => path.replace(/\$(\d)/g, (_, n: string) => groups[Number(n)] ?? ''));
  if (rule.to.path !== undefined && !matched(filled(rule.to.path), to)) return false;
  return !(rule.to.pathNot !== undefined && matched(filled(rule.to.pathNot), to));
}

function matched(paths: Paths | undefined, file: string): readonly string[] | undefined {
  if (paths === undefined) return [];
  for (const path of [paths].flat()) {
    const match = new RegExp(path).exec(file);
    if (match) return match;
  }
  return undefined;
}
