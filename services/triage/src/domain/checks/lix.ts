/** LIX of Swedish texts: words per sentence, plus the share of words longer than six letters. Each text is at least one sentence. */
export function lix(texts: readonly string[]): { lix: number; words: number } {
  let words = 0;
  let long = 0;
  let sentences = 0;
  for (const text of texts) {
    const own = text.match(/\p{L}[\p{L}\p{N}-]*|\p{N}+/gu) ?? [];
    if (own.length === 0) continue;
    words += own.length;
    long += own.filter((word) => word.length > 6).length;
    sentences += Math.max(1, text.split(/[.!?:]+(?:\s|$)/).filter((part) => part.trim().length > 0).length);
  }
  return { lix: words === 0 ? 0 : words / sentences + (100 * long) / words, words };
}
