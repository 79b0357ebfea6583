import { getNamedType, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType } from 'graphql';

/** A number in [0, below). The same seed gives the same documents. */
export type Dice = (below: number) => number;

/** xorshift32. */
export function dice(seed: number): Dice {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const scalars = ['1', '-1', '0', '2147483648', '1e400', '""', '"x"', '"\\u0000"', 'null', 'true', '[]', '{}', '"\'; DROP TABLE patient; --"', '"../../etc/passwd"', '"19121212-1212"', '$v', 'NONE', '"""\n"""', '"%s%n"', '"\u202e"'];
const noise = ['{', '}', '(', ')', '...', '@skip(if: true)', '@include(if: $v)', '@deprecated', '#', '"', '"""', '\\u{110000}', '\u0000', '\uFEFF', '🙂', '$', '&', '|', '!', '__proto__', 'constructor', 'on', 'fragment', '%', '\u2028', '99999999999999999999'];

/** A document by the schema's own grammar, of any kind of operation; some are also valid. */
export function documentOf(schema: GraphQLSchema, roll: Dice): string {
  const kinds = [[schema.getQueryType()!, 'query'], [schema.getQueryType()!, 'query'], [schema.getMutationType()!, 'mutation'], [schema.getSubscriptionType()!, 'subscription']] as const;
  const [root, kind] = kinds[roll(kinds.length)]!;
  const fields = Array.from({ length: 1 + roll(2) }, () => fieldOf(schema, root, roll, roll(12))).join(' ');
  const fragment = roll(5) === 0 ? ` fragment F on ${root.name} { ${roll(3) === 0 ? '...F' : fieldOf(schema, root, roll, 2)} }` : '';
  return `${kind}${roll(3) === 0 ? ' N($v: ID)' : ''} { ${fields}${fragment ? ' ...F' : ''} }${fragment}`;
}

function fieldOf(schema: GraphQLSchema, type: GraphQLObjectType, roll: Dice, depth: number): string {
  const all = Object.values(type.getFields());
  const field = all[roll(all.length)]!;
  const given = field.args.filter((argument) => isNonNullType(argument.type) || roll(2) === 0).map((argument) => `${argument.name}: ${valueOf(argument.type, roll, 3)}`);
  const named = getNamedType(field.type);
  const alias = roll(6) === 0 ? `a${roll(9)}: ` : '';
  return `${alias}${field.name}${given.length ? `(${given.join(', ')})` : ''}${roll(20) === 0 ? ' @include(if: true)' : ''}${isCompositeType(named) ? ` ${selectionOf(schema, named, roll, depth)}` : ''}`;
}

function selectionOf(schema: GraphQLSchema, type: Parameters<GraphQLSchema['getPossibleTypes']>[0] | GraphQLObjectType, roll: Dice, depth: number): string {
  if (depth <= 0) return '{ __typename }';
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type);
    const member = members[roll(members.length)]!;
    return `{ __typename ... on ${member.name} { ${fieldOf(schema, member, roll, depth - 1)} } }`;
  }
  return `{ ${Array.from({ length: roll(4) === 0 ? 2 : 1 }, () => (isObjectType(type) ? fieldOf(schema, type, roll, depth - 1) : '__typename')).join(' ')} }`;
}

function valueOf(type: GraphQLInputType, roll: Dice, depth: number): string {
  if (roll(8) === 0 || depth < 0) return scalars[roll(scalars.length)]!;
  if (isNonNullType(type)) return valueOf(type.ofType, roll, depth);
  if (isListType(type)) return `[${Array.from({ length: roll(3) }, () => valueOf(type.ofType, roll, depth - 1)).join(' ')}]`;
  if (isEnumType(type)) return type.getValues()[roll(type.getValues().length)]!.name;
  if (isInputObjectType(type)) return `{ ${Object.values(type.getFields()).filter(({ type: t }) => isNonNullType(t) || roll(3) === 0).map((f) => `${f.name}: ${valueOf(f.type, roll, depth - 1)}`).join(' ')} }`;
  return scalars[roll(scalars.length)]!;
}

/** The text with some of its bytes changed, lost, doubled or strewn in. */
export function mutated(text: string, roll: Dice): string {
  let now = text;
  for (let times = 1 + roll(6); times > 0; times -= 1) {
    const at = roll(now.length + 1);
    switch (roll(5)) {
      case 0: now = now.slice(0, at) + noise[roll(noise.length)]! + now.slice(at); break;
      case 1: now = now.slice(0, at) + now.slice(at + 1 + roll(8)); break;
      case 2: now = now.slice(0, at) + String.fromCharCode(roll(0xffff)) + now.slice(at + 1); break;
      case 3: now = now.slice(0, at) + now.slice(Math.max(0, at - 1 - roll(40)), at).repeat(1 + roll(4)) + now.slice(at); break;
      default: now = now.slice(0, at);
    }
  }
  return now;
}
