/** Whether the text can be a case's id at all; anything else would be a fault of the database, not an empty answer. */
export function isCaseId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
