import { readCareFigures } from '../../operations/read-care-figures';
import { figuresReaderOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const careFigures: NonNullable<QueryResolvers['careFigures']> = async (_root, { input }, context) =>
  (await readCareFigures(context.db, figuresReaderOf(context), { from: input.from, to: input.to, by: input.by, unitIds: input.unitIds ?? undefined })) ?? null;
