import { randomUUID } from 'node:crypto'
import { keepLease } from '../db/job-leases.ts'
import { lookingMs } from '../db/looking.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/log.ts'
import { repeatEvery } from '../lib/repeat-every.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { type LeasedTranscode, leaseTranscode, releaseTranscode, renewLease } from './lease-transcode.ts'
import { type MakeVideoSize, makeTranscode, type TranscodeServices } from './make-transcode.ts'
import { queueAllSizes } from './queue-all-sizes.ts'
import { type Consequences, type Failure, failAbandoned, recordFailed, recordMade } from './record-outcome.ts'
import { removeOrphans, trimTranscodes } from './transcode-cache.ts'

/** How often old files are removed. */
const CLEAN_UP_MS = 60_000
/** The gaps before the attempts after the first one, if something else than the video was at fault, such as a full disk. */
const GAPS_MS = [1000, 30_000, 300_000]
/** A video that cannot be converted twice in a row is at fault itself. */
const MAX_ATTEMPTS_OF_VIDEO = 2
/** So often making a size is begun by servers that are killed before it ends. */
const MAX_BEGUN = 8

/** What running jobs takes. */
export type RunningTranscodes = Omit<TranscodeServices, 'makeVideoSize'> & {
  /** Null if this machine cannot make sizes: others have to make those that are due. */
  readonly makeVideoSize: MakeVideoSize | null
  readonly consequences: Consequences
  /** How long a link to a download can be used. */
  readonly linkLifetimeMs: number
  readonly settings: {
    readonly videoSizes: 'eager' | 'onDemand'
    readonly transcodesAtOnce: number
    readonly maxTranscodeBytes: number
  }
  readonly now: Clock
  readonly logger: Logger
}

/**
 * Makes the sizes of videos that are due, until it is stopped: those that are being made are then released, so that another
 * server makes them. Several servers of one library share the work.
 */
export function runTranscodes(services: RunningTranscodes): () => Promise<void> {
  const { db, now, logger, settings, makeVideoSize, linkLifetimeMs } = services
  const holder = randomUUID()
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  const failed = (what: string) => (error: unknown) => logger.error({ err: error, what }, 'sizes of videos')

  const start = (job: LeasedTranscode): void => {
    const work = runJob({ ...services, makeVideoSize: makeVideoSize! }, job, {
      holder,
      stopping: stopping.signal,
    })
      .catch(failed('making a size'))
      .finally(() => {
        underWay.delete(work)
        if (!stopping.signal.aborted) void leasing?.runNow()
      })
    underWay.add(work)
  }
  const leaseAll = async () => {
    for (;;) {
      if (stopping.signal.aborted) return
      const lease = { holder, now: now(), maxAtOnce: settings.transcodesAtOnce }
      const job = await leaseTranscode(db, lease)
      if (job === null) return
      start(job)
    }
  }
  const cleanUp = async () => {
    await failAbandoned(db, { now: now(), consequences: services.consequences })
    while (!stopping.signal.aborted && (await removeOrphans(services, { now: now(), linkLifetimeMs }))) {}
  }
  const leasing = makeVideoSize === null ? null : repeatEvery(lookingMs(db), leaseAll, failed('leasing'))
  const cleaning = repeatEvery(CLEAN_UP_MS, cleanUp, failed('removing old files'))
  const queueing =
    settings.videoSizes === 'eager' && makeVideoSize !== null
      ? repeatEvery(lookingMs(db), () => queueAllSizes(db, now()), failed('queueing sizes'))
      : null
  return async () => {
    stopping.abort()
    await Promise.all([leasing?.stop(), cleaning.stop(), queueing?.stop()])
    await Promise.all(underWay)
  }
}

async function runJob(
  services: RunningTranscodes & TranscodeServices,
  job: LeasedTranscode,
  { holder, stopping }: { readonly holder: string; readonly stopping: AbortSignal },
): Promise<void> {
  const { db, now, logger, consequences, settings } = services
  const failed = (failure: Failure) => recordFailed(db, job, failure, { holder, now: now(), consequences })
  if (job.attempts > MAX_BEGUN) return failed({ reason: NEVER_ENDED, retryAfterMs: null })
  let progress = 0
  const lease = keepLease(
    () => renewLease(db, job.seq, { holder, now: now(), progress }),
    (error) => logger.error({ err: error }, 'the lease of a size of a video could not be renewed'),
  )
  try {
    const file = await makeTranscode(services, job, {
      holder,
      signal: AbortSignal.any([stopping, lease.lost]),
      onProgress: (share) => {
        progress = share
      },
    }).finally(() => lease.stop())
    if (file === null) return await failed({ reason: ORIGINAL_MISSING, retryAfterMs: null })
    await recordMade(db, job, file, { holder, now: now(), consequences })
    await trimTranscodes(services, { maxBytes: settings.maxTranscodeBytes, keep: job.seq })
  } catch (error) {
    if (stopping.aborted) return releaseTranscode(db, job, holder)
    if (lease.lost.aborted) return
    logger.error({ err: error, original: job.originalBlob, size: job.sizeName }, 'a size of a video failed')
    await failed(failureOf(error, job))
  }
}

const ORIGINAL_MISSING = 'The original of this video was changed or removed.'
const NEVER_ENDED = 'The server was stopped each time it began to make this size.'
const TOO_LONG = 'Making this size of the video took too long.'
const NOT_CONVERTIBLE = 'This video cannot be converted to this size.'

function failureOf(error: unknown, { attempts }: LeasedTranscode): Failure {
  if (error instanceof MediaProblem) {
    if (error.refusal === 'timeout') return { reason: TOO_LONG, retryAfterMs: null }
    const isFinal = attempts >= MAX_ATTEMPTS_OF_VIDEO
    return { reason: NOT_CONVERTIBLE, retryAfterMs: isFinal ? null : GAPS_MS[0]! }
  }
  return { reason: NOT_CONVERTIBLE, retryAfterMs: GAPS_MS[attempts - 1] ?? null }
}
