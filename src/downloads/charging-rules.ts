import { DOWNLOAD_SIZES } from '../catalogue/download-sizes.ts'
import { Problem } from '../lib/problem.ts'
import type { PriceList } from './prices.ts'
import type { ChargingRules } from './record-download.ts'

/** How downloads are counted and priced, by the settings. @throws Problem InvalidSetting when a price is missing. */
export function chargingRules({
  repeatWindowSeconds,
  creditPrices,
}: {
  readonly repeatWindowSeconds: number
  readonly creditPrices: readonly string[]
}): ChargingRules {
  const prices = new Map(creditPrices.map(readPrice))
  for (const size of [...DOWNLOAD_SIZES, 'extended'])
    if (!prices.has(size)) throw new Problem('InvalidSetting', `creditPrices has no price for ${size}.`)
  return { repeatWindowMs: repeatWindowSeconds * 1000, prices: Object.fromEntries(prices) as PriceList }
}

function readPrice(text: string): [string, number] {
  const match = /^\s*(\w+)\s*:\s*(\d{1,6})\s*$/.exec(text)
  if (!match)
    throw new Problem(
      'InvalidSetting',
      `creditPrices has "${text}"; write a size and a price, such as large:6.`,
    )
  return [match[1]!, Number(match[2])]
}
