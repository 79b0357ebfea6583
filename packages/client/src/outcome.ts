type OkOf<Result> = Result extends { __typename?: `${string}Ok` } ? Result : never;

/** What a mutation answered, told apart: `ok` narrows to what was done, else to the refusals, which `__typename` tells from each other. */
export type Outcome<Result> = { ok: true; done: OkOf<Result> } | { ok: false; refusal: Exclude<Result, OkOf<Result>> };

/** Reads a result union, whose members that are no refusal end in `Ok`. @throws Error when the document did not ask for `__typename` */
export function outcomeOf<Result extends { __typename?: string }>(result: Result): Outcome<Result> {
  if (result.__typename === undefined) throw new Error('Ask for __typename in the result.');
  return result.__typename.endsWith('Ok') ? { ok: true, done: result as OkOf<Result> } : { ok: false, refusal: result as Exclude<Result, OkOf<Result>> };
}
