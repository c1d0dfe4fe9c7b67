import type { Insertable } from 'kysely'
import type { Asset } from '../catalogue/asset.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { DownloadTable } from '../db/tables/rights.ts'
import { RECEIPT_TYPE, type Receipt } from '../receipts/receipt.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { type AssetRights, statedCredit } from '../receipts/stated-credit.ts'
import type { Product } from '../rights/coverage.ts'

/** What a receipt says about the asset. */
export type LicensedAsset = Pick<Asset, 'title'> & AssetRights

/**
 * Signs the receipt of a download, in the transaction that records it: the names in it are those of that moment, and
 * there is no download without a receipt.
 */
export async function signReceipt(
  tx: Db,
  key: ReceiptKey,
  {
    row,
    asset,
    product,
    customerName,
  }: {
    readonly row: Omit<Insertable<DownloadTable>, 'seq' | 'receipt'>
    readonly asset: LicensedAsset
    readonly product: Product
    readonly customerName: string
  },
): Promise<string> {
  const [user] = row.userId ? await userName(tx, { id: row.userId }) : []
  const receipt: Receipt = {
    id: row.id,
    time: new Date(row.atMs).toISOString(),
    asset: {
      id: String(row.assetId),
      title: asset.title,
      pixels_hash: row.assetType === 'video' ? null : row.rasterHash,
      license_model: row.licenseModel ?? null,
    },
    file: {
      sha256: row.blob ?? null,
      type: row.fileType,
      size_name: row.sizeName,
      width: row.width ?? null,
      height: row.height ?? null,
    },
    customer: { id: row.customerId, name: customerName },
    user: row.userId ? { id: row.userId, name: user!.name } : null,
    client: { id: row.clientId },
    agreement: { id: product.agreementId, name: product.agreementName, version: product.agreementVersion },
    product: { id: product.id, type: product.type },
    charge: { credits: row.credits, is_overage: row.isOverage === 1 },
    project_code: row.projectCode ?? null,
    notes: row.notes ?? null,
    credit: statedCredit(asset),
  }
  return key.sign(RECEIPT_TYPE, receipt)
}

const userName = prepared((db, { id }: Values<{ id: string }>) =>
  db.selectFrom('user').select('username as name').where('id', '=', id),
)
