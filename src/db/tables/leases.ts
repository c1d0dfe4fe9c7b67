/** Work of which one process does all. */
export type LeasesTables = { lease: LeaseTable }

/** Who does it, until this time by the clock of the database. */
export type LeaseTable = {
  name: string
  holder: string
  untilMs: number
}
