import type { SQLInputValue } from 'node:sqlite'

/** A piece of SQL with the values of its placeholders. */
export type Sql = { readonly sql: string; readonly values: readonly SQLInputValue[] }
