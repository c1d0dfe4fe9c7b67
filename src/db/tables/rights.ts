import type { Generated } from 'kysely'

/** Agreements with customers, downloads, and how much of each product was used. */
export type RightsTables = {
  agreement: AgreementTable
  agreementVersion: AgreementVersionTable
  product: ProductTable
  productUse: ProductUseTable
  download: DownloadTable
  refund: RefundTable
  idempotentRequest: IdempotentRequestTable
}

/** What a customer and the owner of the library agreed on, for a time. */
export type AgreementTable = {
  id: Generated<number>
  customerId: string
  name: string
  /** Counts up with each change of its terms. */
  version: number
  startsMs: number
  /** From this moment it is over; null is no end. */
  endsMs: number | null
}

/** The terms of an agreement as they were when a version began: append only. */
export type AgreementVersionTable = {
  agreementId: number
  version: number
  atMs: number
  /** JSON of the agreement and its products. */
  terms: string
}

/** One product of an agreement: what may be downloaded, how large, and how often. */
export type ProductTable = {
  id: Generated<number>
  agreementId: number
  /** A value of PRODUCT_TYPES (rights/terms.ts). */
  type: string
  /** JSON (rights/terms.ts). */
  terms: string
  endedMs: number | null
}

/** How much of a product was used on a day: downloads, or credits of a credit pack. */
export type ProductUseTable = {
  productId: number
  /** When the day began, in UTC. */
  dayMs: number
  /** Team credits are counted apart. */
  pool: 'own' | 'team'
  used: number
}

/** One download, which was charged once. */
export type DownloadTable = {
  seq: Generated<number>
  /** Names it in links and receipts. */
  id: string
  customerId: string
  clientId: string
  userId: string | null
  /** The user, else the client: who a repeat has to be by. */
  downloader: string
  assetId: number
  assetType: 'image' | 'video'
  licenseModel: string | null
  agreementId: number
  agreementVersion: number
  productId: number
  /** A name of contract 16, Download sizes. */
  sizeName: string
  width: number | null
  height: number | null
  dpi: number | null
  fileType: string
  /**
   * Key of the delivered bytes; they are in the blob store, unless they are those of an original used in place or a size of
   * a video. Null, like `bytes`, until the size of a video has been made.
   */
  blob: string | null
  bytes: number | null
  /** Key of the original; equal to `blob` if the original is delivered. */
  originalBlob: string
  /** Of the pixels of the original; of its bytes for a video, which is not decoded. */
  rasterHash: string
  /** Charged to a credit pack; 0 for other products. */
  credits: number
  /** 1 if team credits paid. */
  isOfTeam: number
  isOverage: number
  source: 'api' | 'web'
  notes: string | null
  projectCode: string | null
  /** The signed receipt (receipts/receipt.ts): a JWS in compact form. */
  receipt: string
  atMs: number
  /** When its file was ready, if it had yet to be made; else null. */
  readyMs: number | null
}

/** The charge of a download was given back, because its file could not be made: once, since a download has one row. */
export type RefundTable = {
  downloadId: string
  /** For people, in English. */
  reason: string
  atMs: number
}

/** A request that a client named by a key, and what it led to (contract 16, Downloads happen once). */
export type IdempotentRequestTable = {
  /** The user, else the client. */
  sender: string
  key: string
  requestHash: string
  /** Null unless it was a download. */
  downloadId: string | null
  /** What extended licences cost; null for a download. */
  licenseCredits: number | null
  atMs: number
}
