/**
 * Something that happened and that webhooks tell of. `data` is the member of that name in their bodies, so it holds only
 * what each of the customers may know.
 */
export type Notice =
  | AssetNotice
  | {
      readonly type: 'asset.recalled'
      readonly data: { readonly recall_id: string; readonly asset_id: string; readonly reason: string }
    }
  | {
      readonly type: 'download.made'
      readonly data: NoticedDownload & { readonly is_overage: boolean }
    }
  | {
      readonly type: 'download.refunded'
      readonly data: NoticedDownload & {
        /** For people, in English. */
        readonly reason: string
      }
    }
  | {
      readonly type: 'allowance.low'
      readonly data: {
        readonly product_id: string
        readonly product_type: string
        /** What is counted. */
        readonly unit: 'downloads' | 'credits' | 'team_credits'
        readonly limit: number
        readonly used: number
        /** ISO 8601; null if the count never restarts. */
        readonly resets: string | null
      }
    }
  | { readonly type: 'key.revoked'; readonly data: { readonly client_id: string; readonly name: string } }
  | {
      readonly type: 'board.changed'
      readonly data: {
        readonly board_id: string
        readonly change: 'created' | 'updated' | 'assets_changed' | 'commented' | 'deleted'
      }
    }

/** A download that was made, or whose charge was given back. */
export type NoticedDownload = {
  readonly download_id: string
  readonly asset_id: string
  readonly asset_type: 'image' | 'video'
  readonly size: string
  readonly product_id: string
  readonly client_id: string
  /** What was charged, or given back; 0 if that was a download of the product. */
  readonly credits: number
}

/** Assets that appeared for a customer, changed, or disappeared. */
export type AssetNotice = {
  readonly type: 'asset.published' | 'asset.updated' | 'asset.withdrawn'
  readonly data: {
    readonly assets: readonly { readonly id: string; readonly asset_type: 'image' | 'video' }[]
  }
}

/** The types of notices that an endpoint can subscribe to, with what each tells. */
export const NOTICE_TYPES = {
  'asset.published': 'assets became visible',
  'asset.updated': 'the records or files of visible assets changed',
  'asset.withdrawn': 'assets are no longer visible',
  'asset.recalled': 'an asset that the customer has downloaded or ordered was recalled',
  'download.made': 'an asset was downloaded',
  'download.refunded': 'the charge of a download was given back, because its file could not be made',
  'allowance.low': '80 % of the downloads or credits of a product are used',
  'key.revoked': 'an API key was revoked',
  'board.changed': 'a board, its assets or its comments changed',
} as const satisfies Record<Notice['type'], string>

/** One of these types. */
export type NoticeType = keyof typeof NOTICE_TYPES
