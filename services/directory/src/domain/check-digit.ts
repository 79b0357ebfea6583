/** What a character counts in a check sum: digits by themselves, letters by the number system's own table. */
export type ValueOf = (character: string) => number;

const digitsOnly: ValueOf = (character) => Number(character);

/** The last digit by the modulus-10 method with weights 2, 1, 2 … from the left; products count by the sum of their digits. */
export function checkDigit(payload: string, valueOf: ValueOf = digitsOnly): number {
  // Weights are set from the right, so that payloads of even length come out as the method says.
  const sum = [...payload].reverse().reduce((total, character, i) => total + digitSum(valueOf(character) * (i % 2 === 0 ? 2 : 1)), 0);
  return (10 - (sum % 10)) % 10;
}

function digitSum(value: number): number {
  return [...String(value)].reduce((sum, digit) => sum + Number(digit), 0);
}
