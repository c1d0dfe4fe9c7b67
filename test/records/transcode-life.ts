import { findVisibleAsset } from '../../src/catalogue/find-visible.ts'
import { LEASE_MS } from '../../src/db/job-leases.ts'
import { consumedSince } from '../../src/downloads/consumption.ts'
import type { Downloader } from '../../src/downloads/download.ts'
import type { PriceList } from '../../src/downloads/prices.ts'
import { recordDownload } from '../../src/downloads/record-download.ts'
import { findRefund } from '../../src/downloads/refund.ts'
import { remainingOf } from '../../src/downloads/remaining.ts'
import { SETTLE_DOWNLOADS as consequences } from '../../src/downloads/settle-transcodes.ts'
import { openReceiptKey } from '../../src/receipts/receipt-key.ts'
import type { Product } from '../../src/rights/coverage.ts'
import { leaseTranscode, releaseTranscode, renewLease } from '../../src/transcodes/lease-transcode.ts'
import { queueAllSizes } from '../../src/transcodes/queue-all-sizes.ts'
import { failAbandoned, recordFailed, recordMade } from '../../src/transcodes/record-outcome.ts'
import { findMadeSizes, findTranscode } from '../../src/transcodes/transcode.ts'
import { removeOrphans, trimTranscodes } from '../../src/transcodes/transcode-cache.ts'
import type { TestLibrary } from '../support/library.ts'

const DAY_MS = 86_400_000
const FILE = { blob: 'f'.repeat(64), bytes: 1000 }
const SIZE = { name: 'sd', band: 'medium', width: 1024, height: 576, dpi: null, bytes: null } as const

/**
 * Does everything that can be done with the sizes of this video: two processes make them in turn, one loses its lease, one
 * size fails, and one that is downloaded is never made. Returns what was found on the way.
 */
export async function transcodeLife(
  library: TestLibrary,
  { videoId, product, downloader }: { videoId: number; product: Product; downloader: Downloader },
  now: Date,
) {
  const { db, transcodes } = library
  const later = (ms: number) => new Date(now.getTime() + ms)
  const video = (await findVisibleAsset(db, 'video', videoId, { now, country: null }))!
  const originalBlob = video.blob!
  const receiptKey = await openReceiptKey(db)
  const download = (name: 'sd' | 'hd_web' | 'hd1', at: Date) =>
    recordDownload(
      db,
      {
        ...downloader,
        asset: video,
        product,
        size: { ...SIZE, name, fileType: 'mp4', isOriginal: false },
        country: null,
        notes: null,
        projectCode: null,
        source: 'api',
        pool: 'own',
        defaults: { licenseModel: null, isEmbeddable: false },
        file: { blob: null, bytes: null },
      },
      {
        idempotency: null,
        rules: { repeatWindowMs: 600_000, prices: {} as PriceList },
        receiptKey,
        now: () => at,
      },
    )
  const lease = (holder: string, at: Date, maxAtOnce = 2) =>
    leaseTranscode(db, { holder, now: at, maxAtOnce })
  const left = async (at: Date) => (await remainingOf(db, product, at)).downloads

  await queueAllSizes(db, now)
  const queued = await db.selectFrom('transcode').select('sizeName').orderBy('seq').execute()
  const first = await download('hd_web', now)
  const [mine, yours] = [(await lease('a', now))!, await lease('b', now)]
  const third = await lease('c', now)
  await releaseTranscode(db, yours!, 'b')
  const renewed = await renewLease(db, mine.seq, { holder: 'a', now: later(1), progress: 0.5 })
  const busy = await lease('b', later(LEASE_MS), 1)
  const taken = (await lease('b', later(2 * LEASE_MS), 1))!
  const late = await renewLease(db, mine.seq, { holder: 'a', now: later(2), progress: 0.6 })
  const end = { now: later(DAY_MS / 2 - 1), consequences }
  await recordMade(db, mine, { ...FILE, blob: '0'.repeat(64) }, { ...end, holder: 'a' })
  await recordMade(db, taken, FILE, { ...end, holder: 'b' })
  const repeat = await download('hd_web', later(DAY_MS / 2))
  const again = await download('hd_web', later(DAY_MS / 2 + 700_000))

  const failing = await download('sd', later(4))
  const whileWaiting = await download('sd', later(DAY_MS / 2))
  const sd = (await lease('a', later(5)))!
  const before = await left(now)
  const fail = (retryAfterMs: number | null) =>
    recordFailed(db, sd, { reason: 'It failed.', retryAfterMs }, { ...end, holder: 'a' })
  await fail(null)
  await fail(null)
  const refund = await findRefund(db, failing.id)

  const unmade = await download('hd1', later(6))
  await failAbandoned(db, { now: later(2 * DAY_MS), consequences })
  const abandoned = await findRefund(db, unmade.id)
  const made = await findMadeSizes(db, [originalBlob])
  await trimTranscodes({ db, transcodes }, { maxBytes: 0, keep: 0 })
  const evicted = await findTranscode(db, { originalBlob, sizeName: 'hd_web' })
  return {
    queued: queued.map(({ sizeName }) => sizeName),
    leased: [mine.sizeName, yours?.sizeName, third, busy, taken.sizeName === mine.sizeName],
    renewed: [renewed, late],
    isRepeat: [repeat.id === first.id, again.id === first.id, whileWaiting.id === failing.id],
    given: [before, await left(now), refund?.reason, abandoned !== null],
    consumed: await consumedSince(db, downloader.customerId, now.getTime()),
    made: [...(made.get(originalBlob) ?? [])],
    evicted: [evicted?.blob, evicted?.dueMs],
    orphans: await removeOrphans({ db, transcodes }, { now: later(2 * DAY_MS), linkLifetimeMs: DAY_MS }),
  }
}
