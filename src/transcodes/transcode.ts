import type { Selectable } from 'kysely'
import type { VideoSizeName } from '../catalogue/video-sizes.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { TranscodeTable } from '../db/tables/transcodes.ts'

/** A download size of an original, made or not. */
export type Transcode = Selectable<TranscodeTable>

/** Names a size of an original. */
export type TranscodeId = Pick<Transcode, 'originalBlob' | 'sizeName'>

/** A file in the store of transcodes. */
export type MadeFile = { readonly blob: string; readonly bytes: number }

/** Sizes that lie ready, with their bytes, by the keys of their originals. */
export type MadeSizes = ReadonlyMap<string, ReadonlyMap<VideoSizeName, number>>

/** Returns what is known of a size of an original; null if it was never requested. */
export async function findTranscode(db: Db, id: TranscodeId): Promise<Transcode | null> {
  const [found] = await transcodeById(db, id)
  return found ?? null
}

const transcodeById = prepared((db, { originalBlob, sizeName }: Values<TranscodeId>) =>
  db
    .selectFrom('transcode')
    .selectAll()
    .where('originalBlob', '=', originalBlob)
    .where('sizeName', '=', sizeName),
)

/** Returns the file of a size that was made; null if it was not, or was evicted. */
export const fileOf = ({ blob, bytes }: Pick<Transcode, 'blob' | 'bytes'>): MadeFile | null =>
  blob === null || bytes === null ? null : { blob, bytes }

/** Returns which sizes of these originals lie ready. */
export async function findMadeSizes(db: Db, originals: readonly string[]): Promise<MadeSizes> {
  if (originals.length === 0) return new Map()
  const rows = await db
    .selectFrom('transcode')
    .select(['originalBlob', 'sizeName', 'bytes'])
    .where('originalBlob', 'in', originals)
    .where('blob', 'is not', null)
    .execute()
  const made = new Map<string, Map<VideoSizeName, number>>()
  for (const { originalBlob, sizeName, bytes } of rows) {
    const sizes = made.get(originalBlob) ?? new Map<VideoSizeName, number>()
    made.set(originalBlob, sizes.set(sizeName, bytes!))
  }
  return made
}
