/**
 * Reads an iCalendar object strictly as RFC 5545 has it: CRLF line ends, no line over 75 octets, folds undone, BEGIN and END in pairs, every property
 * once, text unescaped. @throws Error for anything else
 */
export function parseCalendar(text: string): { method: string; version: string; calendar: Record<string, string>; event: Record<string, string> } {
  if (!text.endsWith('\r\n') || /[^\r]\n/.test(text)) throw new Error('lines end with CRLF');
  if (text.split('\r\n').some((line) => Buffer.byteLength(line) > 75)) throw new Error('a line is longer than 75 octets');
  const open: string[] = [];
  const parts: Record<string, Record<string, string>> = {};
  for (const line of text.replaceAll(/\r\n[ \t]/g, '').split('\r\n').slice(0, -1)) {
    const [, name, value] = /^([A-Z-]+):(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no property: ${line}`);
    if (name === 'BEGIN') {
      if (parts[value]) throw new Error(`${value} twice`);
      open.push(value);
      parts[value] = {};
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`END:${value} out of place`);
    } else {
      const part = parts[open.at(-1) ?? ''];
      if (!part || name in part) throw new Error(`${name} out of place, or twice`);
      part[name] = value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));
    }
  }
  const [calendar, event] = [parts['VCALENDAR'], parts['VEVENT']];
  if (open.length > 0 || !calendar || !event) throw new Error('a part is not closed, or missing');
  for (const needed of ['UID', 'DTSTAMP', 'DTSTART']) if (!event[needed]) throw new Error(`${needed} is missing`);
  for (const at of ['DTSTAMP', 'DTSTART', 'DTEND']) if (!/^\d{8}T\d{6}Z$/.test(event[at] ?? '')) throw new Error(`${at} is no instant`);
  if (!calendar['PRODID']) throw new Error('PRODID is missing');
  return { method: calendar['METHOD'] ?? '', version: calendar['VERSION'] ?? '', calendar, event };
}
