import type { Generated } from 'kysely'

/** Assets that were sent by e-mail. */
export type SendsTables = { sendEvent: SendEventTable }

/** An asset that was sent to an e-mail address, as a manifest states it. */
export type SendEventTable = {
  seq: Generated<number>
  /** Its id in the source. */
  id: string
  source: string
  recordHash: string
  /** Whose event it is. */
  customerId: string
  /** Rows outlive their assets. */
  assetId: number
  emailAddress: string
  /** In whole seconds, which is what the API tells of it. */
  sentMs: number
}
