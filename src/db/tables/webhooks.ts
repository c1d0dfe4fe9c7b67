import type { Generated } from 'kysely'
import type { MediaKind } from './assets.ts'

/** Webhooks: endpoints, messages, attempts to deliver them, and assets as they were last announced. */
export type WebhooksTables = {
  webhookEndpoint: WebhookEndpointTable
  webhookMessage: WebhookMessageTable
  webhookAttempt: WebhookAttemptTable
  webhookAsset: WebhookAssetTable
  webhookPosition: WebhookPositionTable
}

/** An address that messages are sent to. Its secret is derived from its id and version (webhooks/signing.ts). */
export type WebhookEndpointTable = {
  id: string
  /** Whose endpoint it is: it learns only what this customer may know. Null is the owner's. */
  customerId: string | null
  url: string
  /** JSON list of the types of notices that it gets. */
  types: string
  createdMs: number
  /** Incremented when the secret is replaced. */
  secretVersion: number
  /** Until then messages are also signed with the secret before this one. */
  formerSecretUntilMs: number | null
  /** When the first of the failures began that no delivery has followed; null while it works. */
  failingSinceMs: number | null
  disabledMs: number | null
  /** Null while it is enabled. `gone`: it responded with status 410. */
  disabledBecause: 'owner' | 'failures' | 'gone' | null
}

/** A notice for one endpoint: a job that is done when it was delivered. */
export type WebhookMessageTable = {
  seq: Generated<number>
  /** The header webhook-id, the same in every attempt. */
  id: string
  endpointId: string
  type: string
  /** The body that is sent. */
  payload: string
  createdMs: number
  /** How many attempts failed since it was recorded or last replayed. */
  attempts: number
  /** When to try next; null when it was delivered or given up. */
  dueMs: number | null
  /** The process that is delivering it, which has until `leasedUntilMs`. */
  leasedBy: string | null
  leasedUntilMs: number | null
  deliveredMs: number | null
}

/** One attempt to deliver a message. */
export type WebhookAttemptTable = {
  seq: Generated<number>
  messageSeq: number
  endpointId: string
  atMs: number
  tookMs: number
  /** The status of the response; null if there was none. */
  status: number | null
  /** Why it failed; null if it was delivered. */
  error: string | null
}

/** What decided who could see an asset when its last change was announced. */
export type WebhookAssetTable = {
  assetId: number
  mediaKind: MediaKind
  withdrawnMs: number | null
  visibleFromMs: number | null
  visibleUntilMs: number | null
  territories: string | null
  collectionTerritories: string | null
  /** The time as of which it was announced. */
  seenMs: number
}

/** How far changes of assets were announced (feeds/feed-events.ts): one row, or none while no endpoint follows assets. */
export type WebhookPositionTable = { seq: number; clockMs: number; clockAssetId: number }
