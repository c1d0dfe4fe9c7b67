/** The store of pictures cannot be reached, or cannot do its work at present. The cause says why. */
export class UnreachableBlobs extends Error {
  constructor(cause: unknown) {
    super('The store of pictures cannot be reached', { cause })
  }
}
