import { type GraphQLInputType, type GraphQLSchema, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField, type OperationDefinitionNode, typeFromAST } from 'graphql';

const ofScalar: Record<string, unknown> = { Int: 1, Float: 1, Boolean: true };

/** Values with which an operation can be planned: as little as its variables' types demand, and nothing that means anything. */
export function sampleVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): Record<string, unknown> {
  const needed = (operation.variableDefinitions ?? []).filter(({ type, defaultValue }) => type.kind === 'NonNullType' && !defaultValue);
  return Object.fromEntries(needed.map(({ variable, type }) => [variable.name.value, sample(typeFromAST(schema, type as never) as GraphQLInputType)]));
}

function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return ofScalar[type.name] ?? '';
  return Object.fromEntries(Object.values(type.getFields()).filter(isRequiredInputField).map((field) => [field.name, sample(field.type)]));
}
