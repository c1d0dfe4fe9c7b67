/** The search engine cannot be reached, or cannot do its work at present. The cause says why. */
export class UnreachableIndex extends Error {
  constructor(cause: unknown) {
    super('The search engine cannot be reached', { cause })
  }
}
