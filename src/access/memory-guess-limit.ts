import { hash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressGroup, type GuessLimit, TooManyGuesses } from './guess-limit.ts'

const WINDOW_SECONDS = 15 * 60
/** Enough for a person who tries several passwords; 960 a day are too few to guess one. */
const PER_ACCOUNT = 10
/** Higher, because the users of an office or of a customer's server share an address. */
const PER_ADDRESS = 100

/** A limit that counts in the memory of this process; a restart forgets it. */
export function memoryGuessLimit(): GuessLimit {
  const accounts = new RateLimiterMemory({ points: PER_ACCOUNT, duration: WINDOW_SECONDS })
  const addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_SECONDS })
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

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new TooManyGuesses(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)))
  }
}

/** A name of any length takes the same memory. */
const shortened = (account: string) => hash('sha256', account, 'base64url')
