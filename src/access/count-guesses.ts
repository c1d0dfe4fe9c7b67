import { hash } from 'node:crypto'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressGroup, type GuessLimit, TooManyGuesses } from './guess-limit.ts'

/** The limits of attempts to sign in, as those who count need them: so many points within a time in seconds. */
export type AttemptLimit = { readonly keyPrefix: string; readonly points: number; readonly duration: number }

const WINDOW_SECONDS = 15 * 60
/** Enough for a person who tries several passwords; 960 a day are too few to guess one. */
const PER_ACCOUNT: AttemptLimit = { keyPrefix: 'account', points: 10, duration: WINDOW_SECONDS }
/** Higher, because the users of an office or of a customer's server share an address. */
const PER_ADDRESS: AttemptLimit = { keyPrefix: 'address', points: 100, duration: WINDOW_SECONDS }

/** Limits guesses by what `open` returns for each limit. */
export function countGuesses(open: (limit: AttemptLimit) => RateLimiterAbstract): GuessLimit {
  const [accounts, addresses] = [open(PER_ACCOUNT), open(PER_ADDRESS)]
  return {
    async take({ account, address }) {
      await consume(addresses, addressGroup(address))
      await consume(accounts, shortened(account))
    },
    async succeeded({ account, address }) {
      await addresses.reward(addressGroup(address))
      await accounts.delete(shortened(account))
    },
  }
}

/** A limit that counts in the memory of this process; a restart forgets it. */
export const memoryGuessLimit = (): GuessLimit => countGuesses((limit) => new RateLimiterMemory(limit))

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new TooManyGuesses(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)))
  }
}

/** A name of any length takes the same memory. */
const shortened = (account: string) => hash('sha256', account, 'base64url')
