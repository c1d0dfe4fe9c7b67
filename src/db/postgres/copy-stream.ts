import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Connection, Submittable } from 'pg'
import { errorOfQuery } from './error-of-query.ts'

/** A chunk of data of a COPY, and the connection as it is used here: `pg` has both, but does not declare them. */
type CopyConnection = Connection & {
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

/**
 * A COPY, which `pg` runs like a query: it calls these methods with the messages of PostgreSQL
 * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY).
 */
abstract class Copy implements Submittable {
  readonly #statement: string
  readonly #ended = Promise.withResolvers<void>()
  #isOver = false

  constructor(statement: string) {
    this.#statement = statement
  }

  /** Resolves when everything was copied. @throws UnreachableRecords, or the error of what makes the chunks. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  protected get isOver(): boolean {
    return this.#isOver
  }

  protected fail(error: unknown): void {
    this.#isOver = true
    this.#ended.reject(error)
  }

  submit(connection: Connection): void {
    connection.query(this.#statement)
  }

  handleError(error: unknown): void {
    this.fail(errorOfQuery(error))
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#isOver = true
    this.#ended.resolve()
  }
}

/** `copy … from stdin`: sends chunks as fast as PostgreSQL takes them. */
export class CopyIn extends Copy {
  readonly #chunks: Iterable<Uint8Array>

  constructor(statement: string, chunks: Iterable<Uint8Array>) {
    super(statement)
    this.#chunks = chunks
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).catch((error) => {
      // The error of what the chunks are made of, not that of the COPY which it ends.
      this.fail(error)
      connection.sendCopyFail(String(error))
    })
  }

  async #send(connection: CopyConnection): Promise<void> {
    for (const chunk of this.#chunks) {
      connection.sendCopyFromChunk(chunk)
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
      // Otherwise nothing else would be done until the end, if PostgreSQL is faster than what makes the chunks.
      else await setImmediate()
      if (this.isOver) return
    }
    connection.endCopyFrom()
  }
}

/** `copy … to stdout`: calls a function with each row, which it must use at once. */
export class CopyOut extends Copy {
  readonly #onRow: (row: Uint8Array) => void

  constructor(statement: string, onRow: (row: Uint8Array) => void) {
    super(statement)
    this.#onRow = onRow
  }

  handleCopyData({ chunk }: { readonly chunk: Uint8Array }): void {
    this.#onRow(chunk)
  }
}
