import { z } from 'zod';
import { readAnswer } from '../domain/answers';
import { type Answer, type Finding, type Pack, UNKNOWN, YES, NO } from '../domain/pack';
import { OWN_WORDS, urls, YES_NO_UNKNOWN } from './terms';

const value = z.looseObject({
  valueCoding: z.looseObject({ system: z.string().optional(), code: z.string() }).optional(), valueBoolean: z.boolean().optional(),
  valueDecimal: z.number().optional(), valueInteger: z.number().optional(), valueQuantity: z.looseObject({ value: z.number() }).optional(), valueString: z.string().max(4_000).optional(),
});
const extension = z.looseObject({ url: z.string(), valueCode: z.string().optional() });

/** An item of a response, as deep as a response has them. */
export type Item = { linkId: string; answer?: z.infer<typeof value>[] | undefined; extension?: z.infer<typeof extension>[] | undefined; item?: Item[] | undefined };
export const responseItem: z.ZodType<Item> = z.lazy(() =>
  z.looseObject({ linkId: z.string().min(1).max(100), answer: z.array(value).max(1, 'at most one answer').optional(), extension: z.array(extension).optional(), item: z.array(responseItem).max(200).optional() }));

export interface ReadAnswers {
  answers: { finding: string; value: Answer }[];
  freeText: string | null;
  /** Where an answer cannot be: FHIRPath of its item. */
  faults: string[];
}

/** What a response says, in the engine's words. Groups are looked into, whatever their names; an answer to something that is not asked is a fault. */
export function readAnswers(pack: Pack, items: readonly Item[]): ReadAnswers {
  const read: ReadAnswers = { answers: [], freeText: null, faults: [] };
  const walk = (list: readonly Item[], path: string): void =>
    list.forEach((item, i) => {
      const at = `${path}.item[${i}]`;
      const given = item.answer?.[0];
      const absent = item.extension?.some(({ url, valueCode }) => url === urls.absent && valueCode === 'asked-unknown');
      if (item.linkId === OWN_WORDS) read.freeText = given?.valueString?.trim() || null;
      else if (given || absent) {
        const finding = pack.findings.find((one) => one.id === item.linkId);
        const answer = finding && (absent ? UNKNOWN : answerOf(finding, given!));
        if (answer === undefined) read.faults.push(at);
        else read.answers.push({ finding: item.linkId, value: answer });
      }
      walk(item.item ?? [], at);
    });
  walk(items, 'QuestionnaireResponse');
  return read;
}

function answerOf(finding: Finding, given: z.infer<typeof value>): Answer | undefined {
  const number = given.valueDecimal ?? given.valueInteger ?? given.valueQuantity?.value;
  if (number !== undefined) return readAnswer(finding, String(number));
  if (given.valueBoolean !== undefined) return readAnswer(finding, given.valueBoolean ? YES : NO);
  const { system, code } = given.valueCoding ?? {};
  if (code === undefined) return undefined;
  const known = YES_NO_UNKNOWN.find((one) => one.coding.system === system && one.coding.code === code);
  return readAnswer(finding, known?.answer ?? code);
}
