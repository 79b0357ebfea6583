/** Letters, digits and marks of a code, at least one of them a digit: no sentence, and no name alone. */
const code = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9._:/#-]{0,79}$/;
const tenOrTwelveDigits = /(?<!\d)((?:19|20)?\d{6})[-+]?(\d{4})(?!\d)/g;
const telephoneNumber = /(?<!\d)0[1-9]\d{7,8}(?!\d)/;

/**
 * A partner's own reference as events may carry it: null where it does not look like a code, or holds what may be a personal or telephone number.
 * What a partner names its items by is its own affair, and must not become patient data on its way (PAR-1).
 */
export function toldReference(reference: string): string | null {
  if (!code.test(reference) || telephoneNumber.test(reference)) return null;
  return [...reference.matchAll(tenOrTwelveDigits)].some(([, birth, last]) => mayBePersonal(birth!.slice(-6) + last!)) ? null : reference;
}

/** Ten digits whose date can be one, also of a co-ordination number, and whose check digit is right. */
function mayBePersonal(digits: string): boolean {
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6)) % 60];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = [...digits].reduce((all, digit, place) => {
    const twice = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return all + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}
