import type { Generated } from 'kysely'

/** Uses of assets that customers reported. */
export type UsageTables = {
  usageBatch: UsageBatchTable
  assetUsage: AssetUsageTable
}

/** A report, under an id that the customer chose. */
export type UsageBatchTable = {
  customerId: string
  id: string
  clientId: string
  userId: string | null
  atMs: number
}

/** One entry of a report. */
export type AssetUsageTable = {
  seq: Generated<number>
  customerId: string
  batchId: string
  assetId: number
  quantity: number
  /** Midnight UTC of the day of use, or the exact time if the customer gave one. */
  usedMs: number
}
