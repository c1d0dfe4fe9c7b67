import type { Db } from '../db/database.ts'
import { isKept } from '../db/is-kept.ts'
import { prepared, type Values } from '../db/prepared.ts'
import { type Download, type Downloader, downloaderName } from './download.ts'
import type { OfferedSize } from './offered-sizes.ts'

/** Whose downloads of which asset may be repeated, and when. */
export type RepeatQuery = {
  readonly downloader: Downloader
  readonly assetId: number
  /** How long a repeat is the same download. */
  readonly windowMs: number
  readonly now: Date
}

/**
 * Returns the downloads that are not charged again if they are repeated now, latest first: within the window after the
 * download, and after its file was ready if it had to be made. One whose time lies further ahead was recorded while the
 * clock was wrong.
 */
export const repeatableDownloads = (
  db: Db,
  { downloader, assetId, windowMs, now }: RepeatQuery,
): Promise<Download[]> =>
  latestWithin(db, {
    downloader: downloaderName(downloader),
    assetId,
    afterMs: now.getTime() - windowMs,
    beforeMs: now.getTime() + windowMs,
  })

type Within = Pick<Download, 'downloader' | 'assetId'> & {
  readonly afterMs: number
  readonly beforeMs: number
}

const latestWithin = prepared((db, within: Values<Within>) =>
  db
    .selectFrom('download')
    .selectAll()
    .where('downloader', '=', within.downloader)
    .where('assetId', '=', within.assetId)
    .where((eb) =>
      eb.or([eb('atMs', '>', within.afterMs), eb('readyMs', '>', within.afterMs), eb('blob', 'is', null)]),
    )
    .where('atMs', '<', within.beforeMs)
    .where(isKept)
    .orderBy('seq', 'desc'),
)

/** Returns the latest of these downloads that has the same size, file type and product; null if there is none. */
export const findRepeat = (
  downloads: readonly Download[],
  {
    productId,
    size: { name, fileType },
  }: { productId: number; size: Pick<OfferedSize, 'name' | 'fileType'> },
): Download | null =>
  downloads.find((it) => it.productId === productId && it.sizeName === name && it.fileType === fileType) ??
  null

/** Until when a repeat of a download costs nothing; for a file that is still being made, as if it were ready now. */
export const freeUntilMs = (
  { atMs, blob, readyMs }: Pick<Download, 'atMs' | 'blob' | 'readyMs'>,
  { windowMs, now }: Pick<RepeatQuery, 'windowMs' | 'now'>,
): number => (blob === null ? now.getTime() : (readyMs ?? atMs)) + windowMs
