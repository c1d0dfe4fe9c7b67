import type { Asset } from './asset.ts'

/** What the owner states of every asset whose record does not say it (settings). */
export type RightsDefaults = {
  readonly licenseModel: Asset['licenseModel']
  readonly isEmbeddable: boolean
}

/** Returns whether pages of others may embed an asset: nobody may what nobody allowed. */
export function mayBeEmbedded(
  { isEmbeddable }: Pick<Asset, 'isEmbeddable'>,
  defaults: RightsDefaults,
): boolean {
  return isEmbeddable === null ? defaults.isEmbeddable : isEmbeddable === 1
}
