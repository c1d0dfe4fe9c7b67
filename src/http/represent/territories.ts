import type { Asset } from '../../catalogue/asset.ts'
import { nameOfCountry } from '../../catalogue/country-names.ts'
import { territoriesOfAsset } from '../../catalogue/visibility.ts'
import type { Language } from '../../lib/languages.ts'

/** Presents where an asset is offered, or not offered, as an entry for each country (contract 8.1). */
export function presentTerritories(asset: Asset, language: Language) {
  const territories = territoriesOfAsset(asset)
  if (territories === null) return []
  const [type, codes] =
    'allow' in territories ? ['allow', territories.allow] : (['deny', territories.deny] as const)
  return codes.map((code) => ({ country_code: code, type, description: nameOfCountry(code, language) }))
}
