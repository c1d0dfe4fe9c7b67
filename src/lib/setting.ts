/** One setting: its type, default, limits and description. */
export type Setting = {
  readonly type: 'text' | 'url' | 'integer' | 'flag' | 'list' | readonly string[]
  readonly default: string | number | boolean | null | readonly string[]
  /** The schemes of a URL, http and https by default, and an example of one with another. */
  readonly schemes?: readonly string[]
  readonly example?: string
  /** Whether a URL may have several hosts, between commas. */
  readonly hosts?: 'one' | 'several'
  readonly min?: number
  readonly max?: number
  readonly description: string
  /** The default as documented, where it depends on the machine. */
  readonly defaultText?: string
}
