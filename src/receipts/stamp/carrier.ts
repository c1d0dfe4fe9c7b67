/** Reads bytes of a file from a position; fewer at its end. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>

/** The XMP packet of a file, with the block of the container that holds it. */
export type PacketBlock = { readonly at: number; readonly block: Uint8Array; readonly xmp: Uint8Array }

/** Where a stamp goes in a file. */
export type Places = {
  readonly insertAt: number
  /** The first XMP packet, which is the one that readers use. */
  readonly packet: PacketBlock | null
}

/** How files of one format carry a stamp: as an XMP packet in front of their own, which is hidden. */
export type Carrier = {
  /**
   * Finds the places of a stamp; null for a file that must stay as it is: it has a C2PA manifest, which a change would
   * break, or is damaged.
   */
  readonly findPlaces: (read: ReadAt) => Promise<Places | null>
  /** The block of the container with an XMP packet; null when it is too long. */
  readonly wrap: (packet: Uint8Array) => Uint8Array | null
  /** The block of a packet, changed so that readers skip it. Its length stays the same. */
  readonly hide: (block: Uint8Array) => Uint8Array
  /** The opposite of `hide`. */
  readonly reveal: (block: Uint8Array) => Uint8Array
  /** The length of the block that begins with these bytes. */
  readonly lengthOf: (block: Uint8Array) => number
}
