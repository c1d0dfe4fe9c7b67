/** Reads bytes of a file from a position; fewer at its end. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>

/** A file of which any part can be read, and its length. */
export type Content = { readonly read: ReadAt; readonly bytes: number }

/** Bytes that a stamped file has in place of as many of the original; `at` is where they are in the original. */
export type Overwrite = { readonly at: number; readonly bytes: Uint8Array }

/** What turns the original into the stamped file. */
export type Insertion = { readonly block: Uint8Array; readonly overwrites: readonly Overwrite[] }

/** Where a stamp goes in a file. */
export type Places = {
  readonly insertAt: number
  /** The first XMP packet, which is the one that readers use; null if there is none. */
  readonly packet: Uint8Array | null
  /**
   * Returns the block of the container with an XMP packet, and what else has to change so that readers find this one and
   * no other. `withRights` returns IIM (null is none) with the stated rights, or null if they cannot be written. Null when
   * the packet is too long. Lengths and positions depend on the length of the packet alone.
   */
  readonly embed: (packet: Uint8Array, withRights: WithRights) => Insertion | null
}

/** Writes the stated rights into an IIM record. */
export type WithRights = (iim: Uint8Array | null) => Uint8Array | null

/** How files of one format carry a stamp: in one inserted block; what readers must not see of the original is overwritten. */
export type Carrier = {
  /**
   * Finds the places of a stamp; null for a file that must stay as it is: it is damaged, or has a C2PA manifest, which a
   * change would break.
   */
  readonly findPlaces: (content: Content) => Promise<Places | null>
  /** Writes the checksums of an inserted block again, where the format has any. */
  readonly withChecksums?: (block: Uint8Array) => Uint8Array
}
