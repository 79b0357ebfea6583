/** Letters of the GSM 7-bit alphabet, and those that take two places in it. */
const single = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const double = '^{}\\[~]|€\f';

/** How many SMS a text is: 160 letters in one and 153 in each of several; 70 and 67 when a letter is outside the GSM alphabet. */
export function smsParts(text: string): number {
  const letters = [...text];
  const plain = letters.every((letter) => single.includes(letter) || double.includes(letter));
  const length = plain ? letters.reduce((sum, letter) => sum + (double.includes(letter) ? 2 : 1), 0) : text.length;
  const [alone, together] = plain ? [160, 153] : [70, 67];
  return length <= alone! ? 1 : Math.ceil(length / together!);
}
