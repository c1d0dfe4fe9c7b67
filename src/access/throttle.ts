import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Client } from './clients.ts'

/** Counts the queries of each key in each second. */
export type Throttle = {
  /** Takes one query of a client that has a limit: 0 when it may pass, else the whole seconds to wait. */
  take(client: { readonly id: Client['id']; readonly qps: number }): Promise<number>
}

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
