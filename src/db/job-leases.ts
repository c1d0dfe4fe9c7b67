import { type RawBuilder, sql } from 'kysely'
import { type Repetition, repeatEvery } from '../lib/repeat-every.ts'

/**
 * Leases of jobs, of which several processes do some each; `lease.ts` has those of work that one process does at a time. Jobs
 * are rows with the columns `leasedBy` and `leasedUntilMs`. A process leases a job in a transaction, renews the lease
 * while it works, and records the result only if the lease is still its own; when a process is killed, another one can
 * take its jobs once their leases have ended.
 */

/** How long a lease lasts unless it is renewed; after that another process may take the job. */
export const LEASE_MS = 30_000
/** How often a lease is renewed. */
const RENEW_MS = 1000

/** Who leases. */
export type Lease = { readonly holder: string; readonly now: Date }

/** The columns of a leased job. */
export const leasedColumns = ({ holder, now }: Lease, leaseMs = LEASE_MS) => ({
  leasedBy: holder,
  leasedUntilMs: now.getTime() + leaseMs,
})

/** The columns of a job that nobody has leased. */
export const UNLEASED = { leasedBy: null, leasedUntilMs: null } as const

/** The condition that a job may be leased, for queries of one table. */
export const isFree = (now: Date): RawBuilder<boolean> =>
  sql<boolean>`("leasedUntilMs" is null or "leasedUntilMs" <= ${now.getTime()})`

/** A lease that is being renewed. */
export type KeptLease = Pick<Repetition, 'stop'> & {
  /** Aborted when another process has taken the job. */
  readonly lost: AbortSignal
}

/** Renews a lease until it is stopped. `renew` returns false if the lease was lost to another process. */
export function keepLease(renew: () => Promise<boolean>, onError: (error: unknown) => void): KeptLease {
  const lost = new AbortController()
  const renewing = repeatEvery(
    RENEW_MS,
    async () => {
      if (!(await renew())) lost.abort()
    },
    onError,
  )
  return { lost: lost.signal, stop: renewing.stop }
}
