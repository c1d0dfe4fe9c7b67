import type { AssetVectors, NearestOptions } from './vector-index.ts'

/** A call of the port, as the thread receives it. */
export type Call =
  | { readonly method: 'put'; readonly assets: readonly AssetVectors[] }
  | { readonly method: 'remove'; readonly assetIds: readonly number[] }
  | { readonly method: 'nearest'; readonly query: Int8Array; readonly options: NearestOptions }
  | { readonly method: 'size' }

/** What the thread returns of a call. */
export type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: unknown })
