/** One execution of all queries. */
export type Pass = {
  /** For each query. */
  readonly ns: readonly number[]
  /** Processor time of the whole process, for all queries. */
  readonly cpuNs: number
}

/** An engine that executes all queries, one after the other. */
export type Side = {
  readonly name: string
  /** The ways in which it can execute them, of which the first is the usual one. */
  readonly strategies: readonly string[]
  /** Returns the exact number of records that each query finds. */
  counts(strategy: string): Promise<readonly number[]>
  pass(strategy: string): Promise<Pass>
  close(): Promise<void>
}
