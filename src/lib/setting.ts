/** One setting: how it is written, what it is when nobody says anything, and what it does. */
export type Setting = {
  readonly type: 'text' | 'integer' | 'flag' | 'list' | readonly string[]
  readonly byDefault: string | number | boolean | null | readonly string[]
  readonly min?: number
  readonly max?: number
  readonly what: string
  /** How documents write a default that depends on the machine. */
  readonly byDefaultIs?: string
}
