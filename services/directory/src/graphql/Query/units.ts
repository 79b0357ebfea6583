import { parseInput } from '@vardgraf/service-kit/input';
import { pageInfo } from '@vardgraf/service-kit/page-info';
import { z } from 'zod';
import type { Unit } from '../../domain/unit';
import { listUnits } from '../../operations/read-organisation';
import type { QueryResolvers } from '../generated/resolvers';

const place = z.tuple([z.string(), z.uuid()]);
const cursor = z.string().transform((text, context) => {
  const parsed = place.safeParse(tryJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (parsed.success) return { name: parsed.data[0], id: parsed.data[1] };
  context.addIssue({ code: 'custom', message: 'is no cursor of this list' });
  return z.NEVER;
});
const page = z.object({ first: z.number().int().min(1, 'is 1 to 100').max(100, 'is 1 to 100'), after: cursor.nullish() });

export const units: QueryResolvers['units'] = async (_parent, args, context) => {
  const { first, after } = parseInput(page, { first: args.first ?? 50, after: args.after }, 'units');
  const found = await listUnits(context.db, args.regionId, { kind: args.kind, locality: args.locality }, first, after ?? undefined);
  const edges = found.units.map((node) => ({ cursor: cursorOf(node), node }));
  return { edges, pageInfo: pageInfo(edges, found.hasNextPage, args.after) };
};

function cursorOf(unit: Unit): string {
  return Buffer.from(JSON.stringify([unit.name, unit.id])).toString('base64url');
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
