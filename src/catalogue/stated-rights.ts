import type { Asset } from './asset.ts'

/** What the owner states of every asset whose record does not say it (settings). */
export type RightsDefaults = {
  readonly licenseModel: Asset['licenseModel']
  readonly isEmbeddable: boolean
}

export function mayBeEmbedded(
  { isEmbeddable }: Pick<Asset, 'isEmbeddable'>,
  defaults: RightsDefaults,
): boolean {
  return isEmbeddable === null ? defaults.isEmbeddable : isEmbeddable === 1
}
