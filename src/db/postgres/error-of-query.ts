import pg from 'pg'
import { UnreachableRecords } from '../unreachable-records.ts'

/**
 * What passes without a change of the program or its settings, as codes of PostgreSQL or their first two characters
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html): broken connections, read-only servers, exhausted
 * resources, locks and statements that took too long, shutdowns, errors of its disk.
 */
const PASSING = ['08', '25006', '53', '55P03', '57', '58']

/** Returns the error of a query as it is to be thrown. Without a code of PostgreSQL, it is one of the connection. */
export function errorOfQuery(error: unknown): unknown {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '08'
  return PASSING.some((passing) => code.startsWith(passing)) ? new UnreachableRecords(error) : error
}
