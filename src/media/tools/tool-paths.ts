/** The programs of the machine that read what no library here reads, by name or path. */
export type ToolPaths = {
  /** `vips` of libvips (Debian: libvips-tools). */
  readonly vips: string
  /** `gs` of Ghostscript, which draws EPS and PDF. */
  readonly ghostscript: string
}

/** The programs as systems install them. */
export const DEFAULT_TOOLS: ToolPaths = { vips: 'vips', ghostscript: 'gs' }
