import { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible'
import { countGuesses } from '../count-guesses.ts'
import type { Limits } from '../limits.ts'
import { rateLeft } from '../throttle.ts'

/** A request waits at most so long for a count. */
const ANSWER_MS = 500
/** Pauses between attempts to connect again grow up to this. */
const MAX_PAUSE_MS = 2000
const PREFIX = 'vitrine'
const WINDOW_SECONDS = 1

/**
 * Limits that all nodes count together in Redis or Valkey. While it cannot be reached, each node counts for itself, so that
 * requests are answered and still limited.
 *
 * @param address such as "redis://limits.example.org:6379".
 * @param onReachable is told when it cannot be reached any more, and when it can again.
 */
export function redisLimits(address: string, onReachable: (isReachable: boolean) => void): Limits {
  const redis = new Redis(address, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    connectTimeout: ANSWER_MS * 4,
    retryStrategy: (attempts) => Math.min(attempts * 100, MAX_PAUSE_MS),
  })
  let isReachable = true
  const tell = (now: boolean) => {
    if (now !== isReachable) onReachable(now)
    isReachable = now
  }
  const onLost = () => tell(false)
  // NOTE: an error need not end the connection, for instance a reply that is late; one that cannot be made is closed too.
  redis.on('error', () => {}).on('close', onLost)
  redis.on('ready', () => tell(true))
  const store = { storeClient: redis, rejectIfRedisNotReady: true }
  const rates = new RateLimiterRedis({
    ...store,
    keyPrefix: `${PREFIX}:rate`,
    // Counts only: each key has a limit of its own.
    points: Number.MAX_SAFE_INTEGER,
    duration: WINDOW_SECONDS,
  })
  return {
    guesses: countGuesses(
      (limit) =>
        new RateLimiterRedis({
          ...store,
          ...limit,
          keyPrefix: `${PREFIX}:${limit.keyPrefix}`,
          insuranceLimiter: new RateLimiterMemory(limit),
        }),
    ),
    throttle: (own) => ({
      async take(client) {
        const counted: RateLimiterRes | null = await rates.consume(client.id).catch(() => null)
        if (counted === null) return own.take(client)
        return rateLeft(client.qps, counted.consumedPoints, counted.msBeforeNext)
      },
    }),
    async check() {
      if (redis.status !== 'ready') await untilReady(redis)
      await redis.ping()
    },
    close() {
      redis.off('close', onLost)
      redis.disconnect()
    },
  }
}

/** Rejects with the reason for which the first attempt to connect fails. */
async function untilReady(redis: Redis): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    redis.once('ready', resolve).once('error', reject)
  })
}
