import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLeft, Throttle } from './throttle.ts'

/** A throttle that counts in the memory of this process; exact as long as there is only one process. */
export function memoryThrottle(): Throttle {
  const limiters = new Map<number, RateLimiterMemory>()
  return {
    async take({ id, qps }) {
      const limiter = limiters.get(qps) ?? new RateLimiterMemory({ points: qps, duration: 1 })
      limiters.set(qps, limiter)
      try {
        return left(qps, await limiter.consume(id), true)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return left(qps, refusal, false)
      }
    },
  }
}

function left(qps: number, { remainingPoints, msBeforeNext }: RateLimiterRes, isAdmitted: boolean): RateLeft {
  const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
  return { qps, waitSeconds: isAdmitted ? 0 : resetSeconds, remaining: remainingPoints, resetSeconds }
}
