import { type DocumentNode, type GraphQLError, parse } from 'graphql';
import { limits } from './limits';
import { checkShape, tooMuch } from './shape';

const maxKept = 1_000;

/** Remembers the texts whose form was found good, so that the usual operations are not parsed once more for each request. */
export class DocumentCheck {
  private readonly good = new Set<string>();

  constructor(private readonly allowIntrospection: boolean) {}

  /** Refusals by form alone. A text that does not parse has none: whoever executes it says so in the parser's words. */
  refusals(text: string): GraphQLError[] {
    if (this.good.has(text)) return [];
    if (text.length > limits.documentLength) return [tooMuch(`The document is longer than ${limits.documentLength} characters. Send long values as variables.`)];
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: limits.tokens, noLocation: true });
    } catch {
      return [];
    }
    const errors = checkShape(document, this.allowIntrospection);
    if (errors.length === 0) {
      if (this.good.size >= maxKept) this.good.delete(this.good.values().next().value!);
      this.good.add(text);
    }
    return errors;
  }
}
