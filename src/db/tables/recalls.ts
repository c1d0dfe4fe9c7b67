import type { Generated } from 'kysely'

/** Recalls of assets that customers have downloaded or ordered. */
export type RecallsTables = {
  recall: RecallTable
  recallCustomer: RecallCustomerTable
  recallNotice: RecallNoticeTable
}

/** The owner took an asset back. */
export type RecallTable = {
  id: Generated<number>
  assetId: number
  /** As it was then: the asset may be purged later. */
  title: string
  reason: string
  atMs: number
}

/** A customer that had downloaded or ordered a recalled asset, and its acknowledgement. */
export type RecallCustomerTable = {
  recallId: number
  customerId: string
  acknowledgedMs: number | null
  /** The client and user who acknowledged; both are null if the owner recorded it. */
  clientId: string | null
  userId: string | null
  note: string | null
}

/** How a customer learnt of a recall, and when it first did so in this way. */
export type RecallNoticeTable = {
  recallId: number
  customerId: string
  /**
   * `change set`: a client confirmed one with the deletion. `request`: a client asked for its recalls. `webhook`: an
   * endpoint received the notice.
   */
  way: 'change set' | 'request' | 'webhook'
  /** The client, or the endpoint of a webhook. */
  receiver: string
  atMs: number
}
