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
      readonly data: {
        readonly download_id: string
        readonly asset_id: string
        readonly asset_type: 'image' | 'video'
        readonly size: string
        readonly product_id: string
        readonly client_id: string
        readonly credits: number
        readonly is_overage: boolean
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

/** Assets that appeared for a customer, changed, or disappeared. */
type AssetNotice = {
  readonly type: 'asset.published' | 'asset.updated' | 'asset.withdrawn'
  readonly data: {
    readonly assets: readonly { readonly id: string; readonly asset_type: 'image' | 'video' | null }[]
  }
}
