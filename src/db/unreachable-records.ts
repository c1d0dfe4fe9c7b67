/** PostgreSQL cannot be reached, or cannot do its work at present. The cause says why. */
export class UnreachableRecords extends Error {
  constructor(cause: unknown) {
    super('The records cannot be reached', { cause })
  }
}
