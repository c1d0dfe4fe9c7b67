import type { ProductConsumption } from '../../downloads/consumption.ts'
import { time } from './time.ts'

/** The agreements in force with how much of each of their products is used. */
export function presentAgreements(consumed: readonly ProductConsumption[]) {
  const agreements = Map.groupBy(consumed, ({ product }) => product.agreementId)
  return [...agreements.values()].map((products) => {
    const { agreementName, startsMs, endsMs } = products[0]!.product
    return {
      name: agreementName,
      starts_at: time(startsMs)!,
      ends_at: time(endsMs),
      products: products.map(presentProduct),
    }
  })
}

const presentProduct = ({
  product,
  period,
  downloads,
  overage,
  credits,
  teamCredits,
}: ProductConsumption) => ({
  id: product.id,
  type: product.type,
  period: product.terms.period ?? null,
  period_started_at: time(period?.startMs ?? null),
  renews_at: time(period?.endMs ?? null),
  downloads,
  overage,
  credits,
  team_credits: teamCredits,
})
