import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { CopyIn, CopyOut } from '../postgres/copy-stream.ts'
import type { PostgresSession } from '../postgres/postgres-session.ts'
import { type CopiedTable, quoted } from './sqlite-source.ts'

/** Memory for making an index: several times what PostgreSQL takes without being told. */
const INDEX_MEMORY = '256MB'

/** Finds the tables of a library: not those that say which migrations were done. */
const TABLES = `select oid from pg_class
  where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'kysely\\_%'`

/** A constraint of a table, and how it is made. */
type Constraint = { readonly table: string; readonly name: string; readonly definition: string }

/** The tables of a migrated PostgreSQL database, within a transaction that fills them. */
export class PostgresTarget {
  readonly #tx: Db

  constructor(tx: Db) {
    this.#tx = tx
  }

  /** Lets the transaction take as long as it needs, and writes values in one way, whatever the settings of the database. */
  async prepare(): Promise<void> {
    await this.#run(`set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
      set local maintenance_work_mem = '${INDEX_MEMORY}'; set local bytea_output = hex; set local extra_float_digits = 1`)
  }

  /** Deletes what all tables have. */
  async clear(tables: readonly CopiedTable[]): Promise<void> {
    await this.#run(`truncate ${namesOf(tables)}`)
  }

  /**
   * Takes away references, keys and indexes, so that tables can be filled in any order and faster. Returns the function that
   * makes them again, which fails if a reference leads nowhere.
   */
  async withoutConstraints(): Promise<() => Promise<void>> {
    const references = await this.#constraints(['f'])
    const keys = await this.#constraints(['p', 'u'])
    const indexes = await this.#all<{ name: string; definition: string }>(`
      select indexrelid::regclass::text as "name", pg_get_indexdef(indexrelid) as "definition" from pg_index
      where indrelid in (${TABLES}) and not exists (select from pg_constraint where conindid = indexrelid)`)
    for (const { table, name } of [...references, ...keys])
      await this.#run(`alter table ${table} drop constraint ${name}`)
    for (const { name } of indexes) await this.#run(`drop index ${name}`)
    const add = ({ table, name, definition }: Constraint) =>
      this.#run(`alter table ${table} add constraint ${name} ${definition}`)
    return async () => {
      for (const key of keys) await add(key)
      for (const { definition } of indexes) await this.#run(definition)
      for (const reference of references) await add(reference)
    }
  }

  /**
   * Fills an empty table.
   *
   * @param rows in the text format of COPY, with their values in the order of its columns.
   */
  async fill(table: CopiedTable, rows: Iterable<Uint8Array>): Promise<void> {
    const found = await this.#all<{ column: string }>(`
      select column_name as "column" from information_schema.columns
      where table_schema = current_schema() and table_name = '${table.name}'`)
    const wrong = differenceOf(
      table.columns,
      found.map(({ column }) => column),
    )
    if (wrong !== null)
      throw new Error(`The table ${table.name} does not have the column ${wrong} in both databases.`)
    // Frozen rows are never written again because of their age; nobody has seen the table since it was emptied.
    await this.#copy(new CopyIn(`copy ${copied(table)} from stdin (freeze)`, rows))
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

  /** Calls a function with each row of a table, in the text format of COPY, with its values in the order of its columns. */
  async read(table: CopiedTable, onRow: (row: Uint8Array) => void): Promise<void> {
    await this.#copy(new CopyOut(`copy ${copied(table)} to stdout`, onRow))
  }

  /** Counts what plans of queries depend on, so that the first ones are good. */
  async analyze(tables: readonly CopiedTable[]): Promise<void> {
    await this.#run(`analyze ${namesOf(tables)}`)
  }

  /** Returns the constraints of some kinds, as the catalogue of PostgreSQL names them. */
  #constraints(kinds: readonly string[]): Promise<Constraint[]> {
    return this.#all(`
      select conrelid::regclass::text as "table", quote_ident(conname) as "name", pg_get_constraintdef(oid) as "definition"
      from pg_constraint where conrelid in (${TABLES}) and contype in (${kinds.map((kind) => `'${kind}'`)})`)
  }

  async #copy(copy: CopyIn | CopyOut): Promise<void> {
    await this.#tx.getExecutor().provideConnection((session) => (session as PostgresSession).copy(copy))
  }

  async #run(statement: string): Promise<void> {
    await sql.raw(statement).execute(this.#tx)
  }

  async #all<Row>(statement: string): Promise<Row[]> {
    return (await sql.raw<Row>(statement).execute(this.#tx)).rows
  }
}

const namesOf = (tables: readonly CopiedTable[]) => tables.map(({ name }) => quoted(name)).join(', ')

const copied = ({ name, columns }: CopiedTable) => `${quoted(name)} (${columns.map(quoted).join(', ')})`

/** Returns a name that is in one list only; null if both have the same. */
const differenceOf = (some: readonly string[], others: readonly string[]): string | null =>
  some.find((name) => !others.includes(name)) ?? others.find((name) => !some.includes(name)) ?? null
