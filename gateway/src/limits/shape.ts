import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql';
import { limits } from './limits';

interface Shape {
  depth: number;
  fields: number;
}

/**
 * Refuses documents by their form alone: depth, aliases and size once fragments are written out. Looks at each fragment once, so that a small
 * text cannot make this check expensive; runs before validation, which such a text could make expensive.
 */
export function checkShape(document: DocumentNode, allowIntrospection: boolean): GraphQLError[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Shape>();
  let aliases = 0;

  function ofFragment(name: string): Shape {
    const done = known.get(name);
    if (done) return done;
    const fragment = fragments.get(name);
    known.set(name, { depth: 0, fields: 0 }); // a circle adds nothing here; validation refuses it
    const shape = fragment ? ofSelections(fragment.selectionSet) : { depth: 0, fields: 0 };
    known.set(name, shape);
    return shape;
  }

  function ofSelections(set: SelectionSetNode): Shape {
    const total: Shape = { depth: 0, fields: 0 };
    for (const selection of set.selections) {
      let part: Shape;
      if (selection.kind === Kind.FIELD) {
        if (selection.alias && selection.alias.value !== selection.name.value) aliases += 1;
        // GraphiQL's introspection is 14 levels deep; graphql-js bounds it by a rule of its own.
        if (allowIntrospection && selection.name.value.startsWith('__')) continue;
        const below = selection.selectionSet ? ofSelections(selection.selectionSet) : { depth: 0, fields: 0 };
        part = { depth: below.depth + 1, fields: below.fields + 1 };
      } else part = selection.kind === Kind.INLINE_FRAGMENT ? ofSelections(selection.selectionSet) : ofFragment(selection.name.value);
      total.depth = Math.max(total.depth, part.depth);
      total.fields = Math.min(total.fields + part.fields, Number.MAX_SAFE_INTEGER);
    }
    return total;
  }

  const worst: Shape = { depth: 0, fields: 0 };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const shape = ofSelections(definition.selectionSet);
      worst.depth = Math.max(worst.depth, shape.depth);
      worst.fields = Math.max(worst.fields, shape.fields);
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) ofFragment(definition.name.value);
  }
  const errors: GraphQLError[] = [];
  if (worst.depth > limits.depth) errors.push(tooMuch(`The operation is ${worst.depth} levels deep; ${limits.depth} are allowed. Ask for what lies deeper in an operation of its own.`));
  if (aliases > limits.aliases) errors.push(tooMuch(`The document has ${aliases} aliases; ${limits.aliases} are allowed. Send several operations instead.`));
  if (worst.fields > limits.expandedFields) errors.push(tooMuch(`The operation has more than ${limits.expandedFields} fields once its fragments are written out. Split it into several operations.`));
  return errors;
}

/** A refusal of an operation that asks for too much. */
export function tooMuch(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_INPUT', http: { status: 400 } } });
}
