/** The programs of the machine that read what no library here reads, by name or path. */
export type ToolPaths = {
  /** `vips` of libvips (Debian: libvips-tools). */
  readonly vips: string
  /** `gs` of Ghostscript. */
  readonly ghostscript: string
  /** `pdftoppm` of Poppler (Debian: poppler-utils). */
  readonly pdftoppm: string
}

/** The programs as systems install them. */
export const DEFAULT_TOOLS: ToolPaths = { vips: 'vips', ghostscript: 'gs', pdftoppm: 'pdftoppm' }
