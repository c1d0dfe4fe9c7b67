import type { Db } from '../db/database.ts'
import { isKept } from '../db/is-kept.ts'
import type { Consequences } from '../transcodes/record-outcome.ts'
import type { TranscodeId } from '../transcodes/transcode.ts'
import type { Download } from './download.ts'
import { refundDownload } from './refund.ts'

/** What follows for the downloads that wait for a size of a video when it was made, or could not be. */
export const SETTLE_DOWNLOADS: Consequences = {
  async made(tx, id, { file: { blob, bytes }, now }) {
    for (const download of await findWaiting(tx, id))
      await tx
        .updateTable('download')
        .set({ blob, bytes, readyMs: now.getTime() })
        .where('id', '=', download.id)
        .execute()
  },
  async failed(tx, id, failure) {
    for (const download of await findWaiting(tx, id)) await refundDownload(tx, download, failure)
  },
}

const findWaiting = (tx: Db, { originalBlob, sizeName }: TranscodeId): Promise<Download[]> =>
  tx
    .selectFrom('download')
    .selectAll()
    .where('originalBlob', '=', originalBlob)
    .where('sizeName', '=', sizeName)
    .where('blob', 'is', null)
    .where(isKept)
    .orderBy('seq')
    .execute()
