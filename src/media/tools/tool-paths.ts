/** The programs of the machine that read what no library here reads, and that read and make videos, by name or path. */
export type ToolPaths = {
  /** `vips` of libvips (Debian: libvips-tools). */
  readonly vips: string
  /** `gs` of Ghostscript, which draws EPS and PDF. */
  readonly ghostscript: string
  /** `ffmpeg`, which decodes and encodes videos. */
  readonly ffmpeg: string
  /** `ffprobe`, which comes with it and describes videos. */
  readonly ffprobe: string
}

/** The programs as systems install them. */
export const DEFAULT_TOOLS: ToolPaths = {
  vips: 'vips',
  ghostscript: 'gs',
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffprobe',
}
