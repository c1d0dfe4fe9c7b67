/** Who tries to sign in. */
export type Attempt = {
  /** The username, folded. It counts whether or not a user has it, so that the limit does not tell. */
  readonly account: string
  /** The IP address of the caller. */
  readonly address: string
}

/** Limits how often passwords can be guessed, for each account and for each address. */
export type GuessLimit = {
  /**
   * Counts an attempt. Call it before the password is checked, so that simultaneous guesses are counted too.
   *
   * @throws TooManyGuesses when the account or the address has used up its attempts.
   */
  take(attempt: Attempt): Promise<void>
  /** Takes back an attempt whose password was right, and forgets the wrong ones of its account. */
  succeeded(attempt: Attempt): Promise<void>
}

/** The refusal of an attempt, whether or not its password is right. */
export class TooManyGuesses extends Error {
  override readonly name = 'TooManyGuesses'
  readonly waitSeconds: number

  constructor(waitSeconds: number) {
    super('Too many attempts to sign in have failed; try again later.')
    this.waitSeconds = waitSeconds
  }
}

/** What counts as one address: of IPv6 the first 64 bits, since one line usually has all that follow. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(?<v4>[\d.]+)$/i.exec(address)?.groups?.v4
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [before = '', after] = address.toLowerCase().split('%')[0]!.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length
  return [...head, ...Array(zeros).fill('0'), ...tail].slice(0, 4).join(':')
}
