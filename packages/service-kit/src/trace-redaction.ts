const word = /^[A-Za-z][\w.:-]{0,80}$/;

/**
 * Everything a span may say, and the shape of its value. What is not here, or not so, does not leave: no variables, no literals, no ids, no query
 * strings, no messages of errors.
 */
export const spanShapes = {
  'http.request.method': /^[A-Z]{3,10}$/,
  'http.route': /^\/[\w./-]{0,80}$/,
  'http.response.status_code': /^[1-5]\d\d$/,
  'graphql.operation.type': /^(query|mutation|subscription)$/,
  'graphql.operation.name': /^[A-Za-z_]\w{0,60}$/,
  'db.system.name': /^postgresql$/,
  'db.operation.name': /^[A-Z]{3,12}$/,
  'db.collection.name': /^[a-z_][a-z_.]{0,60}$/,
  'db.query.text': /^[\s\S]{1,4000}$/,
  'messaging.system': /^nats$/,
  'vardgraf.event': word,
  'vardgraf.source': word,
  'vardgraf.subgraph': word,
  'vardgraf.timer': word,
  /** This fetch had its answer from another operation's request. */
  'vardgraf.joined': /^true$/,
  /** Class and code of a fault. */
  'error.type': /^(unknown|error|Fault|NotNext|\w{0,60}Error|[A-Z][A-Z_]{1,40})( ([A-Z0-9_]{2,40}|connection lost))?$/,
} as const satisfies Record<string, RegExp>;

export type SpanKey = keyof typeof spanShapes;

/** 10 or 12 digits, with or without a sign before the last four; also in the middle of a word, where \b sees no boundary. */
const personalNumber = /(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)/g;
const phoneNumber = /(?<![\w.])(?:\+\d{2,3}|0)[ -]?(?:\(0\))?[ -]?\d(?:[ -]?\d){5,11}(?!\d)/g;
const mailAddress = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** The second lock: whatever looks like a Swedish personal number, a phone number or a mail address, in any text. */
export function scrub(text: string): string {
  return text.replace(mailAddress, '[mail]').replace(personalNumber, '[number]').replace(phoneNumber, '[phone]');
}

/** A word of the code: SQL and HTTP verbs, paths, and what begins with a small letter. A person's name does not. */
const wordOfName = /^([A-Z]{2,10}|\/[\w./-]*|[a-z_][\w.-]*)$/;

/** A span's name as it may leave. */
export function redactedName(name: string): string {
  return name.length <= 120 && name.split(' ').every((part) => wordOfName.test(part)) ? scrub(name) : 'unnamed';
}

/** Of the attributes what may leave. */
export function redactedAttributes(attributes: Record<string, unknown>): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {};
  for (const [key, shape] of Object.entries(spanShapes)) {
    if (!Object.hasOwn(attributes, key)) continue;
    const value = attributes[key];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    const clean = key === 'db.query.text' ? withoutLiterals(String(value)) : value;
    if (shape.test(String(clean))) kept[key] = typeof clean === 'string' ? scrub(clean) : clean;
  }
  return kept;
}

/** SQL with its placeholders, and nothing that stood between quotation marks. */
export function withoutLiterals(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'/g, '?').replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '?').replace(/\s+/g, ' ').trim().slice(0, 4_000);
}
