import { type DocumentNode, GraphQLError, Kind, parse } from 'graphql';
import { limits } from './limits';
import { checkShape, tooMuch } from './shape';

const maxKept = 1_000;

/** What is known of a text whose form is good. */
export interface DocumentFacts {
  /** Every operation of it is a query. */
  onlyQueries: boolean;
  /** The name of its operation, where it has exactly one. */
  soleName: string | undefined;
}

/** Remembers the texts whose form was found good, so that the usual operations are not parsed once more for each request. */
export class DocumentCheck {
  private readonly good = new Map<string, DocumentFacts>();

  constructor(private readonly allowIntrospection: boolean) {}

  /** Refusals by form alone. A text that does not parse has none: whoever executes it says so in the parser's words. */
  refusals(text: string): GraphQLError[] {
    if (this.good.has(text)) return [];
    if (text.length > limits.documentLength) return [tooMuch(`The document is longer than ${limits.documentLength} characters. Send long values as variables.`)];
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: limits.tokens, noLocation: true });
    } catch (error) {
      const tooMany = error instanceof GraphQLError && /more tha[nt] \d+ tokens/.test(error.message);
      return tooMany ? [tooMuch(`The document has more than ${limits.tokens} tokens. Split it into several operations, or send values as variables.`)] : [];
    }
    const errors = checkShape(document, this.allowIntrospection);
    if (errors.length === 0) {
      if (this.good.size >= maxKept) this.good.delete(this.good.keys().next().value!);
      this.good.set(text, factsOf(document));
    }
    return errors;
  }

  /** Undefined for a text that has not been found good. */
  facts(text: string): DocumentFacts | undefined {
    return this.good.get(text);
  }
}

function factsOf(document: DocumentNode): DocumentFacts {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return { onlyQueries: operations.every(({ operation }) => operation === 'query'), soleName: operations.length === 1 ? operations[0]!.name?.value : undefined };
}
