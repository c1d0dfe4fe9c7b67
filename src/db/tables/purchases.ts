import type { Generated } from 'kysely'

/** What customers bought asset by asset. */
export type PurchasesTables = {
  customerOrder: OrderTable
  orderedAsset: OrderedAssetTable
  extendedLicense: ExtendedLicenseTable
}

/** An order, as a manifest describes it. */
export type OrderTable = {
  seq: Generated<number>
  /** Its id in the source, by which the API knows it. */
  id: string
  source: string
  recordHash: string
  customerId: string
  /** The user who ordered, if the source names one. */
  userId: string | null
  orderedMs: number
  invoiceNumber: string | null
  endClient: string | null
  licenseeName: string | null
  orderedBy: string | null
  projectTitle: string | null
  purchaseOrderNumber: string | null
  /** Of all its assets. */
  licenseModel: string | null
  sizeName: string | null
}

/** An asset of an order. */
export type OrderedAssetTable = { orderSeq: number; position: number; assetId: number }

/** An extended licence of a customer, which is bought once. */
export type ExtendedLicenseTable = {
  customerId: string
  assetId: number
  license: string
  clientId: string
  userId: string
  productId: number
  credits: number
  /** 1 if team credits paid. */
  isOfTeam: number
  atMs: number
}
