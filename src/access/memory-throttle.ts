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
        return left(qps, 0, await limiter.consume(id))
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return left(qps, Math.max(1, secondsOf(refusal)), refusal)
      }
    },
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.ceil(msBeforeNext / 1000)

const left = (qps: number, waitSeconds: number, state: RateLimiterRes): RateLeft => ({
  qps,
  waitSeconds,
  remaining: state.remainingPoints,
  resetSeconds: secondsOf(state),
})
