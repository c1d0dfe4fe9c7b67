import { type Command, InvalidArgumentError } from 'commander'
import { ABILITIES, type Ability } from '../access/abilities.ts'
import { GRANT_TYPES, type GrantType } from '../access/grants.ts'
import { orNull, readListOf } from './read-values.ts'
import type { RecordOptions } from './record-commands.ts'
import { momentOr } from './times.ts'

/** What can be said of a key. NOTE: the option parser turns null into an empty string, so "none" is a word here. */
export type KeyOptions = RecordOptions & {
  readonly name?: string
  readonly qps?: number | 'none'
  readonly expires?: Date | 'never'
  readonly allow?: readonly Ability[]
  readonly customer?: string
  readonly grants?: readonly GrantType[]
  readonly redirectUri?: readonly string[]
  readonly public?: boolean
}

/** Adds the options of `vitrine keys create` and `vitrine keys set` to a command. */
export const addKeyOptions = (command: Command): Command =>
  command
    .option('--qps <n>', 'queries per second; "none" is no limit, the default for a new key', readQps)
    .option(
      '--expires <when>',
      'date or time from which the key is refused, in UTC unless it has an offset; or "never"',
      momentOr('never'),
    )
    .option(
      '--allow <abilities>',
      `abilities besides searching: ${ABILITIES.join(', ')}; or "none"`,
      readListOf(ABILITIES),
    )
    .option('--customer <customer>', 'the company that the key belongs to, by id or name')
    .option(
      '--grants <grants>',
      `how the key gets access tokens for its customer: ${GRANT_TYPES.join(', ')}; or "none"`,
      readListOf(GRANT_TYPES),
    )
    .option(
      '--redirect-uri <address>',
      'where a browser may be sent back after sign-in; repeat it for several; "none" removes all',
      (address: string, others: readonly string[] = []) => [...others, address],
    )
    .option('--public', 'it cannot keep a secret, like a script in a page')
    .option('--no-public', 'it keeps a secret')

/** The stored form of the limits that were given. */
export const limitsOf = ({ name, qps, expires, allow }: KeyOptions) => ({
  ...(name !== undefined && { name }),
  ...(qps !== undefined && { qps: orNull(qps) }),
  ...(expires !== undefined && { expiresMs: expires === 'never' ? null : expires.getTime() }),
  ...(allow !== undefined && { abilities: JSON.stringify(allow) }),
})

/** The redirect addresses that were given; undefined when none were. */
export const redirectUrisOf = ({ redirectUri }: KeyOptions): readonly string[] | undefined =>
  redirectUri?.length === 1 && redirectUri[0] === 'none' ? [] : redirectUri

function readQps(text: string): number | 'none' {
  if (text === 'none') return text
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be an integer from 1 to 999999, or "none".')
}
