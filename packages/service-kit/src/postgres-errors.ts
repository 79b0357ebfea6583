import { Fault } from './fault';

/** The five-character SQLSTATE of a fault that PostgreSQL itself answered, wherever in the chain of causes it is. */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause ?? (at as { driverError?: unknown }).driverError) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

/** The unique constraint or index that refused a row, if that is what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  const state = sqlState(error);
  if (state !== '23505' && state !== '23P01') return undefined;
  const source = (error as { driverError?: { constraint?: string } }).driverError ?? (error as { constraint?: string });
  return source.constraint;
}

/** Deadlock or serialization: the same work may well succeed at once. */
export function isConflict(error: unknown): boolean {
  return ['40P01', '40001'].includes(sqlState(error) ?? '');
}

/** A lock was waited for in vain: nothing was done, and the same work may go well once whoever holds it is done. */
export function isLockedByOthers(error: unknown): boolean {
  return sqlState(error) === '55P03';
}

/** pg-pool's answer when every connection stayed taken for the whole wait. */
export function isPoolFull(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

/**
 * Whether the database could not be asked at all, or could not write for anybody: gone, starting, stopping, read-only, out of disk,
 * memory or connections, or busy with someone else's lock. It says nothing about the work, so it is no failed try.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Fault && (error.code === 'TOO_MANY' || error.code === 'CONFLICT_RETRY')) return true;
  const state = sqlState(error);
  if (state !== undefined) return /^(08|53|57P|58|40)/.test(state) || ['25006', '25P03', '55P03'].includes(state);
  return isPoolFull(error) || isConnectionError(error);
}

/** Somebody else holds what the work needs: it may be tried again soon, other work need not wait. */
export function isContended(error: unknown): boolean {
  return (error instanceof Fault && error.code === 'CONFLICT_RETRY') || isLockedByOthers(error) || isConflict(error);
}

/** Whether the connection itself broke, timed out or never came; nothing is known of a statement that was under way. */
export function isConnectionError(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause ?? (at as { driverError?: unknown }).driverError) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/.test(code)) return true;
    // TypeORM takes the runner away in the middle of the work when its connection reports a fault.
    if (at.name === 'QueryRunnerAlreadyReleasedError') return true;
    if (/^(Connection terminated|Query read timeout|Client (has encountered|was closed)|timeout expired|Connection ended|write after end)/i.test(at.message)) return true;
  }
  return false;
}

/** Of a fault of COMMIT itself: whether it may have happened all the same. A backend that is ended while it commits says 57P01 either way. */
export function outcomeIsUnknown(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined ? isConnectionError(error) : state === '40003' || /^(08|53|57P|58|XX)/.test(state);
}

/** Class and code of a fault, without its text, which could carry a patient's words. For logs and dead letters. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = error instanceof Fault ? error.code : (sqlState(error) ?? systemCode(error) ?? (isConnectionError(error) ? 'connection lost' : undefined));
  return code ? `${error.name} ${code}` : error.name;
}

function systemCode(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : undefined;
}
