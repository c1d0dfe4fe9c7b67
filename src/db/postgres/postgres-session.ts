import type { CompiledQuery, DatabaseConnection, QueryResult as RowsOfQuery } from 'kysely'
import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg'
import type { Mutex } from '../../lib/mutex.ts'
import type { RaisingSession } from '../revision-followers.ts'
import type { RevisionName } from '../tables/changes.ts'
import { UnreachableRecords } from '../unreachable-records.ts'
import type { CopyIn, CopyOut } from './copy-stream.ts'
import { errorOfQuery, isDeadlock, isOutdated } from './error-of-query.ts'
import type { Plans } from './plans.ts'

/** Identifies the lock of those who write among the advisory locks of a database: "vitr" in ASCII. */
const WRITER_LOCK = 0x76697472

/**
 * The lock lets one transaction write at a time, on all nodes, as SQLite does by itself: what a transaction has read does not
 * change before it writes, and entries of the change log become visible in the order of their numbers
 * (docs/decisions/0036-records-in-postgresql.md). With it, no newer version of the program can change tables.
 */
const BEGIN = `begin; select pg_advisory_xact_lock(${WRITER_LOCK}); select count(*) as "migrations" from "kysely_migration"`

/** How often a query is tried that PostgreSQL ends because of deadlocks. */
const ATTEMPTS = 10

/** Commands whose number of rows tells how many records they have changed. */
const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

const throwAsOurs = (error: unknown): never => {
  throw errorOfQuery(error)
}

type Answer<Row> = { readonly command: string; readonly rowCount: number | null; readonly rows: Row[] }

/** One use of PostgreSQL: a query, a transaction, or several statements on one connection. */
export class PostgresSession implements DatabaseConnection, RaisingSession {
  readonly raised = new Set<RevisionName>()
  readonly #pool: Pool
  readonly #turns: Mutex
  readonly #plans: Plans
  #client: PoolClient | null = null
  #hasTurn = false
  #isUsable = true
  #mayUseNames = true

  /**
   * @param turns of the transactions of this thread: those that wait for others occupy no connection, so that queries always find
   *   one.
   * @param plans of the connections of this pool.
   */
  constructor(pool: Pool, turns: Mutex, plans: Plans) {
    this.#pool = pool
    this.#turns = turns
    this.#plans = plans
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<RowsOfQuery<Row>> {
    const { command, rowCount, rows } = await this.#runOrRepeat<Row>(query)
    return CHANGING.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
  }

  // biome-ignore lint/correctness/useYield: the interface requires a generator, but streaming is not supported.
  async *streamQuery<Row>(): AsyncIterableIterator<RowsOfQuery<Row>> {
    throw new Error('Streaming is not supported; read rows in batches.')
  }

  async begin(): Promise<void> {
    await this.#turns.acquire()
    this.#hasTurn = true
    try {
      this.#client ??= await this.#connect()
      const [, , counted] = (await this.#client.query(BEGIN).catch(throwAsOurs)) as unknown as QueryResult[]
      this.#mayUseNames = !this.#plans.areOutdated(this.#client, counted!.rows[0].migrations)
      if (!this.#mayUseNames) this.#isUsable = false
    } catch (error) {
      // The transaction has begun, even if the lock was not to be had in time.
      await this.rollback()
      throw error
    }
  }

  /** @throws Error when a statement had failed before, for which PostgreSQL rolls back and says so only by this tag. */
  async commit(): Promise<void> {
    const { command } = await this.#query({ text: 'commit' })
    if (command === 'ROLLBACK')
      throw new Error('The transaction was rolled back, because one of its statements had failed.')
  }

  async rollback(): Promise<void> {
    this.raised.clear()
    if (this.#client === null) return
    await this.#query({ text: 'rollback' }).catch(() => {
      this.#isUsable = false
    })
  }

  /** Gives the connection back, or closes it if a transaction may still be open on it. */
  release(): void {
    this.#client?.release(!this.#isUsable)
    if (this.#hasTurn) this.#turns.release()
  }

  /** Runs a COPY. */
  async copy(copy: CopyIn | CopyOut): Promise<void> {
    this.#client ??= await this.#connect()
    await this.#client.query(copy).ended
  }

  /**
   * A query outside a transaction is repeated after a deadlock: with a newer version that changes several tables, which queries
   * read in another order.
   */
  async #runOrRepeat<Row>(query: CompiledQuery): Promise<Answer<Row>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#runNamed<Row>(query)
      } catch (error) {
        if (this.#hasTurn || attempt === ATTEMPTS || !isDeadlock(error)) throw error
      }
    }
  }

  /** A query whose plan is outdated is repeated without its name, unless that has ended a transaction. */
  async #runNamed<Row>(query: CompiledQuery): Promise<Answer<Row>> {
    const { sql: text, parameters, name } = query as CompiledQuery & { readonly name?: string }
    const unnamed = { text, values: [...parameters] }
    if (name === undefined || !this.#mayUseNames) return this.#query(unnamed)
    try {
      return await this.#query({ ...unnamed, name })
    } catch (error) {
      if (!isOutdated(error)) throw error
      // Its other plans may be outdated too.
      this.#isUsable = false
      if (this.#hasTurn) throw error
      return await this.#query(unnamed)
    }
  }

  async #query<Row>(query: QueryConfig): Promise<Answer<Row>> {
    this.#client ??= await this.#connect()
    try {
      const { command, rowCount, rows } = await this.#client.query(query)
      return { command, rowCount, rows: rows ?? [] }
    } catch (error) {
      throw errorOfQuery(error)
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      const client = await this.#pool.connect()
      this.#plans.note(client)
      return client
    } catch (error) {
      throw new UnreachableRecords(error)
    }
  }
}
