import type { OpenFile } from '../blobs/open-file.ts'
import type { Db } from '../db/database.ts'
import { replaceMissing, requestTranscode } from '../transcodes/request-transcode.ts'
import { fileOf, findTranscode, type Transcode, type TranscodeId } from '../transcodes/transcode.ts'
import { noteUse } from '../transcodes/transcode-cache.ts'
import type { Unfinished } from './delivery.ts'
import type { FileServices } from './prepare-file.ts'

/** The file of a size of a video, or how far making it has come; null if it could not be made. */
type FoundSize =
  | { readonly tag: string; readonly file: OpenFile }
  | { readonly unfinished: Unfinished }
  | null

/** Clients that wait are told to ask again within this time: ours gives up if it is longer than a minute. */
const MAX_WAIT_SECONDS = 30
/** For a size whose making has not begun. */
const QUEUED_SECONDS = 5

/** Opens a size of a video that was downloaded. One that was evicted is made again, without a charge. */
export async function findVideoSize(
  { db, transcodes }: Pick<FileServices, 'transcodes'> & { readonly db: Db },
  id: TranscodeId,
  now: Date,
): Promise<FoundSize> {
  const known = await findTranscode(db, id)
  if (known !== null && known.failedMs !== null) return null
  const made = known && fileOf(known)
  if (made) {
    const file = await transcodes.open(made.blob)
    if (file?.bytes === made.bytes) {
      await noteUse(db, known, now)
      return { tag: made.blob, file }
    }
    await file?.close()
    await db.transaction().execute((tx) => replaceMissing(tx, { seq: known.seq, blob: made.blob }, now))
  } else if (known === null || known.dueMs === null)
    await db.transaction().execute((tx) => requestTranscode(tx, id, now))
  return { unfinished: unfinishedOf((await findTranscode(db, id))!, now) }
}

function unfinishedOf({ progress, startedMs }: Transcode, now: Date): Unfinished {
  const tookSeconds = (now.getTime() - (startedMs ?? 0)) / 1000
  const leftSeconds = progress === 0 ? QUEUED_SECONDS : (tookSeconds * (1 - progress)) / progress
  return {
    progress,
    retryAfterSeconds: Math.ceil(Math.min(MAX_WAIT_SECONDS, Math.max(1, leftSeconds))),
  }
}
