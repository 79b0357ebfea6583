/** Every no that an operation on a thread can answer. */
export type Refused = { is: 'NOT_FOUND' } | { is: 'NOT_PERMITTED' } | { is: 'THREAD_CLOSED' };
export type RefusedAs<K extends Refused['is']> = Extract<Refused, { is: K }>;

export const notFound: RefusedAs<'NOT_FOUND'> = { is: 'NOT_FOUND' };
export const notPermitted: RefusedAs<'NOT_PERMITTED'> = { is: 'NOT_PERMITTED' };
export const threadClosed: RefusedAs<'THREAD_CLOSED'> = { is: 'THREAD_CLOSED' };
