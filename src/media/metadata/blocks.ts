/** Texts that a container format has fields of its own for, apart from the metadata blocks. */
export type PlainTexts = {
  readonly title?: string
  readonly description?: string
  readonly author?: string
  readonly copyright?: string
  /** A list where the container separates keywords by commas. */
  readonly keywords?: string | readonly string[]
  /** When the file was made. */
  readonly created?: string
  /** When it was recorded. */
  readonly taken?: string
}

/** The raw metadata blocks of a picture file, in file order. All of them are views of the file. */
export type EmbeddedBlocks = {
  /** XMP packets; the parts of an extended packet are joined and come after the main one. */
  readonly xmp: readonly Uint8Array[]
  /** IPTC-IIM records. */
  readonly iim: readonly Uint8Array[]
  /** MD5 of the IIM when IIM and XMP were last written together (Photoshop resource 0x0425). */
  readonly iimDigest?: Uint8Array | null
  /** TIFF structures starting with the byte order, the form in which EXIF is stored. */
  readonly exif: readonly Uint8Array[]
  readonly texts?: PlainTexts
}
