import type { Selectable } from 'kysely'
import type { Asset } from '../catalogue/asset.ts'
import type { DownloadTable } from '../db/tables/rights.ts'
import type { Coverage } from '../rights/coverage.ts'
import type { Pool } from './charge.ts'
import type { Chosen } from './choose-product.ts'
import type { PreparedFile } from './prepare-file.ts'

/** The record of a download. */
export type Download = Omit<Selectable<DownloadTable>, 'seq'>

/** Who downloads: the user, else the client itself. */
export type Downloader = {
  readonly customerId: string
  readonly clientId: string
  readonly userId: string | null
}

/** A download that is about to be charged: everything that can fail has been done. */
export type NewDownload = Downloader &
  Chosen & {
    readonly asset: Pick<Asset, 'id' | 'mediaKind' | 'blob' | 'rasterHash'>
    /** Where it is downloaded, as far as is known. */
    readonly country: string | null
    readonly defaults: Coverage['defaults']
    readonly file: PreparedFile
    readonly notes: string | null
    readonly projectCode: string | null
    readonly source: 'api' | 'web'
    /** Whose credits pay, if the product is a credit pack. */
    readonly pool: Pool
  }

/** Names the user or client in the records; only the same one can repeat a download. */
export const downloaderName = ({ userId, clientId }: Downloader): string =>
  userId === null ? `client ${clientId}` : `user ${userId}`
