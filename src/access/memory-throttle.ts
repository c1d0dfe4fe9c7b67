import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Throttle } from './throttle.ts'

/** A throttle that counts in the memory of this process; exact as long as there is only one process. */
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
