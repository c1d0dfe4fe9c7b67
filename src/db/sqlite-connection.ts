import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { CompiledQuery, QueryResult } from 'kysely'

/** How many prepared statements are kept: compiling SQL costs more than a lookup by key. */
const MAX_PREPARED = 200

type Prepared = { readonly statement: StatementSync; readonly hasRows: boolean }

/** Runs compiled queries on one connection to a file. */
export class SqliteConnection {
  readonly #file: DatabaseSync
  readonly #prepared = new Map<string, Prepared>()

  constructor(file: DatabaseSync) {
    this.#file = file
  }

  get isInTransaction(): boolean {
    return this.#file.isTransaction
  }

  execute<Row>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<Row> {
    const { statement, hasRows } = this.#prepare(sql)
    const values = bindable(parameters)
    if (hasRows) return { rows: statement.all(...values) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  close(): void {
    this.#file.close()
  }

  #prepare(sql: string): Prepared {
    const cached = this.#prepared.get(sql)
    if (cached) return cached
    const statement = this.#file.prepare(sql)
    const prepared = { statement, hasRows: statement.columns().length > 0 }
    if (this.#prepared.size >= MAX_PREPARED) this.#prepared.delete(this.#prepared.keys().next().value!)
    this.#prepared.set(sql, prepared)
    return prepared
  }
}

/**
 * NOTE: node:sqlite takes an object as first argument for named parameters and silently shifts the others, so anything
 * but a plain value is refused here.
 */
function bindable(values: readonly unknown[]): SQLInputValue[] {
  for (const value of values) {
    if (value === undefined || (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))) {
      throw new TypeError(
        `A database parameter must be a plain value, not ${Object.prototype.toString.call(value)}.`,
      )
    }
  }
  return values as SQLInputValue[]
}
