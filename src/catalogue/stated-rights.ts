import type { Asset } from './asset.ts'

/** The owner's settings for assets whose rights are not stated. */
export type RightsDefaults = {
  readonly licenseModel: Asset['licenseModel']
  readonly isEmbeddable: boolean
}

/** Returns whether other sites may embed an asset. */
export function mayBeEmbedded(
  { isEmbeddable }: Pick<Asset, 'isEmbeddable'>,
  defaults: RightsDefaults,
): boolean {
  return isEmbeddable === null ? defaults.isEmbeddable : isEmbeddable === 1
}
