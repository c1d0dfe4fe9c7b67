import { type Compilable, type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'
import { runCompiled } from './run-compiled.ts'

/** The values of a prepared query by name, as expressions for building it. */
export type Values<Given> = { readonly [Name in keyof Given]: RawBuilder<Given[Name]> }

/** Stands for a value until the query is run. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * Makes a query that is compiled once for each dialect, because Kysely needs longer to build and compile a query than
 * SQLite to run it. `build` gets the values by name, as expressions; the query must not depend on anything else.
 */
export function prepared<Given, Row>(
  build: (db: Db, values: Values<Given>) => Compilable<Row>,
): (db: Db, given: Given) => Promise<Row[]> {
  const compiled = new Map<boolean, CompiledQuery<Row>>()
  return async (db, given) => {
    const dialect = isSqlite(db)
    let query = compiled.get(dialect)
    if (query === undefined) {
      query = { ...build(db, PLACEHOLDERS as Values<Given>).compile(), ...(!dialect && { name: nextName() }) }
      compiled.set(dialect, query)
    }
    const parameters = query.parameters.map((it) =>
      it instanceof Placeholder ? (given as Readonly<Record<string, unknown>>)[it.name] : it,
    )
    return runCompiled(db, { ...query, parameters })
  }
}

let names = 0

/** PostgreSQL parses and plans a query that has a name once for each connection. */
const nextName = () => `vitrine_${++names}`

const PLACEHOLDERS = new Proxy({}, { get: (_, name) => sql.val(new Placeholder(String(name))) })
