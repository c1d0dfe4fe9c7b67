import type { ToolPaths } from './tools/tool-paths.ts'

/** Resource limits of one decoder process. */
export type DecodeLimits = {
  readonly maxMemoryBytes: number
  readonly maxPixels: number
  readonly maxFileBytes: number
  /** Time allowed for one file; after that the process is killed. */
  readonly timeoutMs: number
  /** The programs of the machine that may be used; by default, as systems install them. */
  readonly tools?: ToolPaths
}
