import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { type CopiedTable, quoted } from './sqlite-source.ts'

/** As many rows are read back at once. */
const ROWS_PER_READ = 5000

/** The tables of a migrated PostgreSQL database, within a transaction that fills them. */
export class PostgresTarget {
  readonly #tx: Db

  constructor(tx: Db) {
    this.#tx = tx
  }

  /** Lets the transaction take as long as it needs. */
  async takeTime(): Promise<void> {
    await this.#run('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0')
  }

  /** Deletes what all tables have. */
  async clear(tables: readonly CopiedTable[]): Promise<void> {
    await this.#run(`truncate ${tables.map(({ name }) => quoted(name))}`)
  }

  /**
   * Takes away references and indexes, so that tables can be filled in any order and faster. Returns the function that makes
   * them again, which fails if a reference leads nowhere.
   */
  async withoutConstraints(): Promise<() => Promise<void>> {
    const references = await this.#all<{ table: string; name: string; definition: string }>(`
      select conrelid::regclass::text as "table", quote_ident(conname) as "name", pg_get_constraintdef(oid) as "definition"
      from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`)
    const indexes = await this.#all<{ name: string; definition: string }>(`
      select indexrelid::regclass::text as "name", pg_get_indexdef(indexrelid) as "definition" from pg_index
      where indrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace)
        and not exists (select from pg_constraint where conindid = indexrelid)
        and indrelid::regclass::text not like '%kysely_%'`)
    for (const { table, name } of references) await this.#run(`alter table ${table} drop constraint ${name}`)
    for (const { name } of indexes) await this.#run(`drop index ${name}`)
    return async () => {
      for (const { definition } of indexes) await this.#run(definition)
      for (const { table, name, definition } of references)
        await this.#run(`alter table ${table} add constraint ${name} ${definition}`)
    }
  }

  /** Opens a table for rows whose values are in the order of its columns. */
  async open({
    name,
    columns,
  }: CopiedTable): Promise<(rows: readonly (readonly unknown[])[]) => Promise<void>> {
    const types = new Map(
      (
        await this.#all<{ column: string; type: string }>(`
          select column_name as "column", udt_name as "type" from information_schema.columns
          where table_schema = current_schema() and table_name = '${name}'`)
      ).map(({ column, type }) => [column, type]),
    )
    const wrong =
      columns.find((column) => !types.has(column)) ?? [...types.keys()].find((it) => !columns.includes(it))
    if (wrong !== undefined)
      throw new Error(`The table ${name} does not have the column ${wrong} in both databases.`)
    return async (rows) => {
      const lists = columns.map((column, at) => {
        const values = rows.map((row) => row[at])
        return sql`${sql.val(values)}::${sql.raw(types.get(column)!)}[]`
      })
      await sql`insert into ${sql.table(name)} (${sql.join(columns.map((it) => sql.ref(it)))})
        select * from unnest(${sql.join(lists)})`.execute(this.#tx)
    }
  }

  /** Makes the numbers of a table continue after the last one. */
  async continueAfter(table: string, last: number): Promise<void> {
    const [identity] = await this.#all<{ column: string }>(`
      select column_name as "column" from information_schema.columns
      where table_schema = current_schema() and table_name = '${table}' and is_identity = 'YES'`)
    if (identity === undefined || last === 0) return
    await this.#run(
      `select setval(pg_get_serial_sequence('${quoted(table)}', '${identity.column}'), ${last})`,
    )
  }

  /** Returns the rows of a table, with their values in the order of its columns. */
  async *rows({ name, columns }: CopiedTable): AsyncIterable<unknown[]> {
    await this.#run(`declare copied cursor for select ${columns.map(quoted)} from ${quoted(name)}`)
    for (;;) {
      const rows = await this.#all<Record<string, unknown>>(`fetch ${ROWS_PER_READ} from copied`)
      for (const row of rows) yield columns.map((column) => row[column])
      if (rows.length < ROWS_PER_READ) break
    }
    await this.#run('close copied')
  }

  async #run(statement: string): Promise<void> {
    await sql.raw(statement).execute(this.#tx)
  }

  async #all<Row>(statement: string): Promise<Row[]> {
    return (await sql.raw<Row>(statement).execute(this.#tx)).rows
  }
}
