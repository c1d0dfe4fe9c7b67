import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

/** Tables that the databases keep for themselves. */
const INTERNAL = /^(?:sqlite_|kysely_)/

/** A table and its columns, in the order of their names. */
export type CopiedTable = {
  readonly name: string
  readonly columns: readonly string[]
  /** Which of the columns have floating-point numbers. */
  readonly doubles: readonly boolean[]
}

/** The records of a SQLite file as of one moment, whatever others write meanwhile. */
export class SqliteSource {
  readonly tables: readonly CopiedTable[]
  readonly #file: DatabaseSync

  constructor(path: string) {
    this.#file = new DatabaseSync(path, { readOnly: true })
    this.#file.exec('begin')
    this.tables = this.#file
      .prepare(`select name from sqlite_master where type = 'table' order by name`)
      .all()
      .map(({ name }) => String(name))
      .filter((name) => !INTERNAL.test(name))
      .map((name) => ({ name, ...this.#columnsOf(name) }))
  }

  /** Returns the number of rows of all tables. */
  count(): number {
    return this.tables.reduce((sum, { name }) => {
      const { count } = this.#file.prepare(`select count(*) as count from ${quoted(name)}`).get()!
      return sum + Number(count)
    }, 0)
  }

  /** Returns the rows of a table, with their values in the order of its columns. */
  rows({ name, columns }: CopiedTable): Iterable<SQLOutputValue[]> {
    const statement = this.#file.prepare(`select ${columns.map(quoted)} from ${quoted(name)}`)
    statement.setReturnArrays(true)
    return statement.iterate() as unknown as Iterable<SQLOutputValue[]>
  }

  /** Returns the last number of each table that never uses a number again. */
  lastNumbers(): { table: string; last: number }[] {
    return this.#file
      .prepare('select name, seq from sqlite_sequence')
      .all()
      .map(({ name, seq }) => ({ table: String(name), last: Number(seq) }))
  }

  close(): void {
    this.#file.close()
  }

  #columnsOf(table: string): Pick<CopiedTable, 'columns' | 'doubles'> {
    const found = this.#file.prepare('select name, type from pragma_table_info(?) order by name').all(table)
    return {
      columns: found.map(({ name }) => String(name)),
      doubles: found.map(({ type }) => type === 'double precision'),
    }
  }
}

/** Returns a name as SQL has it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
