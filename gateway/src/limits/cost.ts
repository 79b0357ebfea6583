import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType, type GraphQLError, type GraphQLNamedType, type GraphQLSchema, type GraphQLType,
  isCompositeType, isListType, isNonNullType, isObjectType, Kind, type OperationDefinitionNode, type SelectionSetNode, valueFromASTUntyped,
} from 'graphql';
import { limits, listSizes } from './limits';
import { tooMuch } from './shape';

/** Arguments that say how long a list may become. */
const sizeArguments = ['first', 'last', 'size'];

/**
 * The number of objects an answer can hold: one for each object field, times the sizes of the lists around it. A size is what `first`, `last`
 * or `size` asks for (a connection hands it to its `edges`), the length of a list of ids, or an assumed one.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const defaults = Object.fromEntries((operation.variableDefinitions ?? []).map((d) => [d.variable.name.value, d.defaultValue && valueFromASTUntyped(d.defaultValue)]));
  const values = { ...defaults, ...variables };
  const known = new Map<string, number>();

  function ofSelections(set: SelectionSetNode, type: GraphQLNamedType, pageSize: number | undefined): number {
    let always = 0;
    const byType = new Map<string, number>(); // of a union only one member's fields are in the answer
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        always += ofField(selection, type, pageSize);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!fragment) continue;
      const name = fragment.typeCondition?.name.value ?? type.name;
      const condition = schema.getType(name) ?? type;
      const cost = selection.kind === Kind.INLINE_FRAGMENT ? ofSelections(fragment.selectionSet, condition, pageSize) : ofFragment(selection.name.value, fragment.selectionSet, condition, pageSize);
      if (isObjectType(condition) && condition !== type) byType.set(name, (byType.get(name) ?? 0) + cost);
      else always += cost;
    }
    return always + Math.max(0, ...byType.values());
  }

  function ofFragment(name: string, set: SelectionSetNode, type: GraphQLNamedType, pageSize: number | undefined): number {
    const key = `${name}:${pageSize ?? ''}`;
    const done = known.get(key);
    if (done !== undefined) return done;
    known.set(key, 0);
    const cost = ofSelections(set, type, pageSize);
    known.set(key, cost);
    return cost;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType, pageSize: number | undefined): number {
    if (!('getFields' in parent) || node.name.value.startsWith('__')) return 0;
    const field = parent.getFields()[node.name.value];
    if (!field || !('args' in field)) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const asked = sizeAsked(node, field.args as readonly { name: string; defaultValue?: unknown }[], values);
    const list = isList(field.type);
    const times = list ? asked ?? (node.name.value === 'edges' ? pageSize : undefined) ?? listSizes[`${parent.name}.${field.name}`] ?? limits.assumedListSize : 1;
    const below = node.selectionSet ? ofSelections(node.selectionSet, type, list ? undefined : asked) : 0;
    return times * (1 + below);
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation)!, undefined);
}

/** @returns the refusal, or undefined when the operation is affordable */
export function checkCost(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): GraphQLError | undefined {
  const cost = costOf(schema, document, operation, variables);
  if (cost <= limits.cost) return undefined;
  return tooMuch(`The answer could hold ${cost > Number.MAX_SAFE_INTEGER ? 'too many' : Math.round(cost)} objects; ${limits.cost} are allowed. Ask for shorter lists.`);
}

function sizeAsked(node: FieldNode, args: readonly { name: string; defaultValue?: unknown }[], values: Record<string, unknown>): number | undefined {
  const sizes: number[] = [];
  for (const argument of args) {
    const given = node.arguments?.find((a) => a.name.value === argument.name);
    const value = given ? valueFromASTUntyped(given.value, values) ?? argument.defaultValue : argument.defaultValue;
    if (sizeArguments.includes(argument.name) && typeof value === 'number') sizes.push(Math.max(0, value));
    else if (Array.isArray(value) && /Ids$/.test(argument.name)) sizes.push(value.length);
  }
  return sizes.length ? Math.max(...sizes) : undefined;
}

function isList(type: GraphQLType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}
