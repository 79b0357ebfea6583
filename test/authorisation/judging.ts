import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import type { Deed } from './deeds';
import { type Asking, hasKey, isStub, type Schemas } from './asking';
import { type Caller, type Family, relationsOf, type Thing } from './facts';
import { fields, shownWith, types } from './places';
import { type Kind, type ReadingKey, readings } from './readings';
import type { Relation } from './relations';

/** What the matrix says of one look, and whom it is of. */
export interface Verdict {
  may: boolean;
  row: ReadingKey;
  relations: readonly Relation[];
  thing: Thing | undefined;
}

/** One thing that was shown. */
export interface Shown extends Verdict {
  where: string;
  id: string | undefined;
}

/** The matrix, for one world. */
export class Matrix {
  private readonly byId = new Map<string, Thing[]>();

  constructor(things: readonly Thing[], private readonly families: readonly Family[], private readonly schemas: Schemas) {
    for (const thing of things) this.byId.set(thing.id, [...(this.byId.get(thing.id) ?? []), thing]);
  }

  thing(kind: Kind, id: string | undefined): Thing | undefined {
    return id === undefined ? undefined : this.byId.get(id.toLowerCase())?.find((thing) => thing.kind === kind);
  }

  /** Whether the caller may read the row's thing with the id. What does not exist nobody reads. */
  verdict(caller: Caller, row: ReadingKey, id: string | undefined): Verdict {
    const { of, may } = readings[row] as { of: Kind; may: readonly Relation[] };
    const thing = this.aboutWhom(caller, of, id);
    const relations = thing ? relationsOf(caller, thing, this.families) : [];
    return { may: relations.some((relation) => may.includes(relation)), row, relations, thing };
  }

  /** Whether the caller may do the deed to the thing with the id. To what does not exist nobody does anything. */
  mayDo(caller: Caller, { of, may }: Pick<Deed, 'of' | 'may'>, id: string | undefined): boolean {
    const thing = this.aboutWhom(caller, of, id);
    return thing !== undefined && relationsOf(caller, thing, this.families).some((relation) => may.includes(relation));
  }

  private aboutWhom(caller: Caller, of: Kind, id: string | undefined): Thing | undefined {
    const regionId = caller.regionId ?? 'gavleborg';
    switch (of) {
      case 'anything': case 'own': return { kind: of, id: '', regionId };
      case 'region': return { kind: of, id: '', regionId };
      case 'log': return this.thing(of, id) ?? (id === undefined || this.thing('patient', id) ? { kind: of, id: '', regionId } : undefined);
      case 'logins': case 'contact': return { kind: of, id: '', regionId, scope: of === 'logins' ? 'logins:read' : 'contacts:read' };
      default: return this.thing(of, id);
    }
  }

  /** Everything that the answer shows, each with what the matrix says of it. */
  shown(caller: Caller, asking: Asking, value: unknown, id: string | undefined): Shown[] {
    if (asking.service === 'gateway') return [];
    return walk(this.schemas[asking.service]!, asking.type, value, asking.name, asking.isAddition, (type, place, object) => {
      const row = fields[place] ?? types[type];
      if (row === undefined) return undefined;
      const own = (object['id'] ?? object['code']) as string | undefined;
      const keyed = this.kindHasIds(readings[row].of);
      if (keyed && !hasKey(this.schemas[asking.service]!.getType(type) as GraphQLObjectType)) return undefined; // part of what it stands in
      const verdict = this.verdict(caller, row, own ?? id);
      const found = type === 'Patient' && verdict.thing?.isProtected && saysWhere(object) ? this.verdict(caller, 'whereabouts', own) : verdict;
      return { ...found, where: `${asking.service} ${asking.name} → ${place}`, id: own ?? id };
    });
  }

  private kindHasIds(kind: Kind): boolean {
    return !['anything', 'own', 'region', 'log', 'logins', 'contact'].includes(kind);
  }
}

/** Whether a profile says where somebody is to be found (SAF-3). */
const saysWhere = ({ mobile, email, listedUnit, guardians }: Record<string, unknown>): boolean => [mobile, email, listedUnit].some((value) => value != null) || (Array.isArray(guardians) && guardians.length > 0);

type Judge = (type: string, place: string, object: Record<string, unknown>) => Shown | undefined;

/** Goes through an answer; a stub says only the id that its owner is asked about, and what is shown with something else is not judged by itself. */
function walk(schema: GraphQLSchema, typeName: string, value: unknown, place: string, isAddition: boolean, judge: Judge): Shown[] {
  if (value === null || value === undefined || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item) => walk(schema, typeName, item, place, isAddition, judge));
  const object = value as Record<string, unknown>;
  const type = schema.getType((object['__typename'] as string | undefined) ?? typeName);
  if (!isObjectType(type) || isStub(schema, type.name)) return [];
  const found: Shown[] = [];
  const apart = new Set(Object.keys(fields));
  const says = Object.entries(object).some(([name, inside]) => inside !== null && name !== '__typename' && !apart.has(`${type.name}.${name}`) && !(name === 'id' && isAddition));
  const judged = says && !(place in shownWith) ? judge(type.name, place, object) : undefined;
  if (judged) found.push(judged);
  for (const [name, inside] of Object.entries(object)) {
    const field = type.getFields()[name];
    if (!field || inside === null) continue;
    const at = `${type.name}.${name}`;
    if (typeof inside !== 'object') {
      const row = fields[at];
      const single = row && judge(type.name, at, object);
      if (single) found.push(single);
    } else if (!(at in shownWith)) found.push(...walk(schema, getNamedType(field.type).name, inside, at, false, judge));
  }
  return found;
}
