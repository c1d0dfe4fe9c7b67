import type { StatedCredit } from './stated-credit.ts'

/** The kind of statement that a receipt is, in the header of its signature. */
export const RECEIPT_TYPE = 'vitrine-receipt'

/**
 * What a receipt states about one download. It is complete and signed once, so that it stays true whatever happens
 * later to the asset, the customer or the agreement.
 */
export type Receipt = {
  /** The same as that of the download. */
  readonly id: string
  /** ISO 8601, UTC. */
  readonly time: string
  readonly asset: {
    readonly id: string
    readonly title: string
    /** Hash of the decoded pixels of the original (`rasterHash`); null for a video. */
    readonly pixels_hash: string | null
    readonly license_model: string | null
  }
  readonly file: {
    /**
     * SHA-256 of the bytes in the library; a delivered file may carry a stamp in addition. Null for a size of a video that
     * had yet to be made.
     */
    readonly sha256: string | null
    readonly type: string
    readonly size_name: string
    readonly width: number | null
    readonly height: number | null
  }
  readonly customer: { readonly id: string; readonly name: string }
  /** Null when the client downloaded for itself. */
  readonly user: { readonly id: string; readonly name: string } | null
  readonly client: { readonly id: string }
  /** The version names the terms that applied. */
  readonly agreement: { readonly id: number; readonly name: string; readonly version: number }
  readonly product: { readonly id: number; readonly type: string }
  readonly charge: { readonly credits: number; readonly is_overage: boolean }
  readonly project_code: string | null
  readonly notes: string | null
  readonly credit: StatedCredit
}
