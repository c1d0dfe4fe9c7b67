import type { Asset } from '../catalogue/asset.ts'
import { DOWNLOAD_SIZES, type DownloadSizeName } from '../catalogue/download-sizes.ts'
import type { StatedLicense } from '../catalogue/stated-lists.ts'

/** What each size, and an extended licence, costs in credits (contract 16, Products). */
export type PriceList = Readonly<Record<DownloadSizeName | 'extended', number>>

type Priced = Pick<Asset, 'istockLicenses'>

/** The prices of an asset: its record's own price of the standard licence is that of every size. */
export function pricesOf(asset: Priced, prices: PriceList): PriceList {
  const own = creditsOf(asset, 'standard')
  if (own === null) return prices
  return { ...prices, ...(Object.fromEntries(DOWNLOAD_SIZES.map((size) => [size, own])) as PriceList) }
}

/** The price of an extended licence of an asset: that of its record, else that of the price list. */
export const extendedPriceOf = (asset: Priced, license: string, prices: PriceList): number =>
  creditsOf(asset, license) ?? prices.extended

function creditsOf({ istockLicenses }: Priced, license: string): number | null {
  if (istockLicenses === null) return null
  const stated: readonly StatedLicense[] = JSON.parse(istockLicenses)
  return stated.find((it) => it.license_type.toLowerCase() === license)?.credits ?? null
}
