import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Throttle } from './throttle.ts'

/** Counts in the memory of this process: with one process that is the truth. */
export function memoryThrottle(): Throttle {
  const limiters = new Map<number, RateLimiterMemory>()
  return {
    async take({ id, qps }) {
      const limiter = limiters.get(qps) ?? new RateLimiterMemory({ points: qps, duration: 1 })
      limiters.set(qps, limiter)
      try {
        await limiter.consume(id)
        return 0
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      }
    },
  }
}
