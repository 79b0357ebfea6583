import { buildOperationContext } from '@apollo/gateway';
import { operationFromDocument } from '@apollo/federation-internals';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType, type GraphQLSchema, isCompositeType, Kind, type OperationDefinitionNode, parse, type SelectionSetNode, TypeInfo, visit, visitWithTypeInfo,
} from 'graphql';
import { badInput } from '@vardgraf/service-kit/fault';
import type { LoadedGraph } from '../graph/federation';
import { liveFields } from './fields';
import type { EntityPlace, LiveField } from './live-field';

/** A subscription, planned once; executed for every event. */
export interface LivePlan {
  key: string;
  graph: LoadedGraph;
  text: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  operationContext: ReturnType<typeof buildOperationContext>;
  /** The root field as the operation has it. */
  root: FieldNode;
  field: LiveField;
  /** What the virtual subgraph is asked. */
  envelope: DocumentNode;
  /** Asks the pseudo service `__event` for the envelope, then the owners for the rest. */
  executable: QueryPlan;
  /** Whether the document stays inside types that are equal for a whole scope. */
  shared: boolean;
  /** Names under which the answer carries the snapshot's list and the change's entity. */
  lists: readonly string[];
  items: readonly string[];
  /** Whether anything is asked of what is told beside the list. */
  asksBeside: boolean;
  /** Variables that tell documents apart: all but those that only say where to resume. */
  tellingVariables: string[];
}

export const eventService = '__event';
const maxKept = 500;

/** Plans of one loaded graph; a new graph starts an empty set, and sockets stay open. */
const plansOf = new WeakMap<LoadedGraph, Map<string, LivePlan>>();

/** @throws Fault BAD_INPUT when the root field is conditional */
export function livePlan(graph: LoadedGraph, text: string, document: DocumentNode, operation: OperationDefinitionNode): LivePlan {
  let plans = plansOf.get(graph);
  if (!plans) plansOf.set(graph, (plans = new Map()));
  const operationName = operation.name?.value;
  const key = `${operationName ?? ''}\0${text}`;
  let plan = plans.get(key);
  if (!plan) {
    plan = makePlan(graph, text, document, operation, key);
    if (plans.size >= maxKept) plans.delete(plans.keys().next().value!);
    plans.set(key, plan);
  }
  return plan;
}

function makePlan(graph: LoadedGraph, text: string, document: DocumentNode, operation: OperationDefinitionNode, key: string): LivePlan {
  const operationName = operation.name?.value;
  const root = rootField(document, operation);
  const field = liveFields[root.name.value];
  if (!field) throw badInput('subscription', 'is not served');
  const operationContext = buildOperationContext({ schema: graph.api, operationDocument: document, operationName });
  const { node } = graph.planner.buildQueryPlan(operationFromDocument(graph.apiForPlanning, document, { operationName }));
  if (node?.kind !== 'Subscription') throw new Error('a subscription was planned as something else');
  const primary: FetchNode = { ...node.primary, serviceName: eventService };
  return {
    key, graph, text, document, operation, operationName, operationContext, root, field,
    envelope: parse(node.primary.operation),
    executable: { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [primary, ...(node.rest ? [node.rest] : [])] } },
    shared: staysInside(graph.api, document, field),
    lists: field.lists.flatMap((place) => responseKeys(graph.api, document, place)),
    items: field.items.flatMap((place) => responseKeys(graph.api, document, place)),
    asksBeside: field.beside !== undefined && asksOf(graph.api, document, field.beside.type),
    tellingVariables: variablesBeside(document, operation, root, field.resumeArgument),
  };
}

/** Validation has made sure that there is exactly one. */
function rootField(document: DocumentNode, operation: OperationDefinitionNode): FieldNode {
  const fragments = new Map(document.definitions.filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION).map((f) => [f.name.value, f]));
  const search = (set: SelectionSetNode): FieldNode | undefined => {
    for (const selection of set.selections) {
      if (selection.directives?.length) throw badInput('subscription', 'the root field may not carry directives');
      if (selection.kind === Kind.FIELD) return selection;
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const found = inner && search(inner.selectionSet);
      if (found) return found;
    }
    return undefined;
  };
  return search(operation.selectionSet)!;
}

function staysInside(schema: GraphQLSchema, document: DocumentNode, field: LiveField): boolean {
  let inside = true;
  const info = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(info, {
    Field() {
      const type = getNamedType(info.getType());
      if (type && isCompositeType(type) && !field.sharedTypes.has(type.name)) inside = false;
    },
  }));
  return inside;
}

function asksOf(schema: GraphQLSchema, document: DocumentNode, type: string): boolean {
  let asks = false;
  const info = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(info, {
    Field() {
      if (info.getParentType()?.name === type) asks = true;
    },
  }));
  return asks;
}

function responseKeys(schema: GraphQLSchema, document: DocumentNode, place: EntityPlace): string[] {
  const keys = new Set<string>();
  const info = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(info, {
    Field(node) {
      if (info.getParentType()?.name === place.type && node.name.value === place.field) keys.add((node.alias ?? node.name).value);
    },
  }));
  return [...keys];
}

function variablesBeside(document: DocumentNode, operation: OperationDefinitionNode, root: FieldNode, resumeArgument: string): string[] {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Argument: (node, _key, _parent, _path, ancestors) => (node.name.value === resumeArgument && ancestors.at(-1) === root ? false : undefined),
    Variable: (node) => void used.add(node.name.value),
  });
  return (operation.variableDefinitions ?? []).map((d) => d.variable.name.value).filter((name) => used.has(name));
}
