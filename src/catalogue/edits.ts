import type { Db } from '../db/database.ts'
import type { AssetDescription } from './save-asset.ts'

/**
 * What an owner may say of an asset by hand. It is kept apart and laid over what the source says, so it stays when the
 * file or the manifest comes again; null in place of the whole takes it back at the next coming.
 */
export type AssetEdits = Partial<
  Pick<
    AssetDescription,
    | (
        | 'title'
        | 'caption'
        | 'altText'
        | 'copyright'
        | 'creditLine'
        | 'licenseModel'
        | 'qualityRank'
        | 'popularity'
      )
    | ('territories' | 'visibleFromMs' | 'visibleUntilMs' | 'isEmbeddable' | 'keywords')
  >
>

/** What was said of an asset by hand. */
export async function findEdits(tx: Db, id: number): Promise<AssetEdits> {
  const row = await tx.selectFrom('asset').select('edits').where('id', '=', id).executeTakeFirst()
  return row?.edits ? (JSON.parse(row.edits) as AssetEdits) : {}
}
