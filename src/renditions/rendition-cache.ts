import type { BlobKey, BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'

type Services = { db: Db; blobs: BlobStore }

/** Keeps renditions within their disk limit while a server makes more of them. */
export type RenditionCache = {
  /** Registers a new rendition, which is kept; others may be evicted. */
  made(rendition: { blob: BlobKey; bytes: number }): Promise<void>
}

/** How far below the limit a trim goes, so that the next is not due at once: a tenth, but no more than this. */
const MAX_MARGIN_BYTES = 268_435_456
const ROWS_AT_ONCE = 200

/** The cache of one server. Other processes that add renditions trim for themselves when they finish. */
export function renditionCache(services: Services, maxBytes: number): RenditionCache {
  let total: number | null = null
  let last = Promise.resolve()
  return {
    made({ blob, bytes }) {
      const turn = last.then(async () => {
        total = total === null ? await bytesOfAll(services.db) : total + bytes
        if (total > maxBytes) total = await trimRenditions(services, { maxBytes, keep: blob })
      })
      last = turn.catch(() => {})
      return turn
    },
  }
}

/**
 * Evicts the least recently used renditions until the rest fit; renditions made by an ingest and never requested go
 * first. Bytes that another rendition or an original shares are kept. Returns how many bytes remain.
 */
export async function trimRenditions(
  { db, blobs }: Services,
  { maxBytes, keep }: { maxBytes: number; keep?: BlobKey },
): Promise<number> {
  let total = await bytesOfAll(db)
  if (total <= maxBytes) return total
  const goal = maxBytes - Math.min(maxBytes / 10, MAX_MARGIN_BYTES)
  for (;;) {
    const going: Awaited<ReturnType<typeof leastUsed>> = []
    for (const row of await leastUsed(db, keep)) {
      if (total <= goal) break
      going.push(row)
      total -= row.bytes
    }
    if (going.length === 0) return total
    await forget(db, going)
    for (const blob of await unreferenced(db, [...new Set(going.map(({ blob }) => blob))]))
      await blobs.remove(blob)
  }
}

async function bytesOfAll(db: Db): Promise<number> {
  const sum = await db
    .selectFrom('rendition')
    .select((eb) => eb.fn.sum<number | null>('bytes').as('bytes'))
    .executeTakeFirst()
  return Number(sum?.bytes ?? 0)
}

const leastUsed = (db: Db, keep = '') =>
  db
    .selectFrom('rendition')
    .select(['rasterHash', 'name', 'watermarked', 'blob', 'bytes'])
    .where('blob', '!=', keep)
    .orderBy('usedMs')
    .limit(ROWS_AT_ONCE)
    .execute()

async function forget(
  db: Db,
  rows: readonly { rasterHash: string; name: string; watermarked: number }[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const { rasterHash, name, watermarked } of rows)
      await tx
        .deleteFrom('rendition')
        .where('rasterHash', '=', rasterHash)
        .where('name', '=', name)
        .where('watermarked', '=', watermarked)
        .execute()
  })
}

async function unreferenced(db: Db, blobs: readonly BlobKey[]): Promise<BlobKey[]> {
  const shown = await db.selectFrom('rendition').select('blob').where('blob', 'in', blobs).execute()
  const originals = await db.selectFrom('master').select('blob').where('blob', 'in', blobs).execute()
  const used = new Set([...shown, ...originals].map(({ blob }) => blob))
  return blobs.filter((blob) => !used.has(blob))
}
