import pg from 'pg'
import { UnreachableRecords } from '../unreachable-records.ts'

/** The plan of a query with a name is outdated: "cached plan must not change result type". */
const OUTDATED = '0A000'

/** A lock was not to be had in time. */
const LOCK_TIMEOUT = '55P03'
/** PostgreSQL has ended the query, because it and another one waited for locks of each other. */
const DEADLOCK = '40P01'

/**
 * What passes without a change of the program or its settings, as codes of PostgreSQL or their first two characters
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html): broken connections, read-only servers, exhausted
 * resources, locks and statements that took too long, shutdowns, errors of its disk.
 */
const PASSING = ['08', OUTDATED, '25006', DEADLOCK, '53', LOCK_TIMEOUT, '57', '58']

/** Returns whether a query was ended because of a deadlock. */
export const isDeadlock = (error: unknown): boolean => hasCode(error, DEADLOCK)

/** Returns whether a query ended because a lock was not to be had in time. */
export const isLockTimeout = (error: unknown): boolean => hasCode(error, LOCK_TIMEOUT)

/** Returns whether a query with a name failed because a newer version of the program has changed a table since it was planned. */
export const isOutdated = (error: unknown): boolean => hasCode(error, OUTDATED)

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof UnreachableRecords && (error.cause as pg.DatabaseError).code === code

/** Returns the error of a query as it is to be thrown. Without a code of PostgreSQL, it is one of the connection. */
export function errorOfQuery(error: unknown): unknown {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '08'
  return PASSING.some((passing) => code.startsWith(passing)) ? new UnreachableRecords(error) : error
}
