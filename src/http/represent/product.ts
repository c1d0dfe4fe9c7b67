import type { Remaining } from '../../downloads/remaining.ts'
import type { Product } from '../../rights/coverage.ts'
import type { Period } from '../../rights/periods.ts'
import { time } from './time.ts'

const DURATIONS: Readonly<Record<Period, string>> = {
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
  yearly: 'Yearly',
}

/** A product in the words of the contract (8.6). */
export function presentProduct(
  { id, type, terms, agreementName, endsMs }: Product,
  { downloads, resetsMs, overage, credits, teamCredits }: Remaining,
  withRequirements: boolean,
) {
  const { period, limit, largestSize, noteRequired = false, projectCodes } = terms
  return {
    id,
    name: `${agreementName}: ${type}`,
    type,
    status: 'active' as const,
    agreement_name: agreementName,
    application_website: null,
    ...(credits !== null && { credits_remaining: credits }),
    ...(teamCredits !== null && { team_credits: teamCredits }),
    ...(limit !== undefined && { download_limit: limit }),
    download_limit_duration: period === undefined ? null : DURATIONS[period],
    download_limit_reset_utc_date: time(resetsMs),
    ...(downloads !== null && { downloads_remaining: downloads }),
    expiration_utc_date: time(endsMs),
    imagepack_resolution: type === 'imagepack' ? (largestSize ?? null) : null,
    overage: { ...overage, overages_reached: overage.limit > 0 && overage.remaining === 0 },
    ...(withRequirements && {
      download_requirements: {
        is_note_required: noteRequired,
        is_project_code_required: projectCodes !== undefined,
        project_codes: projectCodes ?? [],
      },
    }),
  }
}

/** What a product covers; what does not limit it is left out. `names` has the names of collections by their codes. */
export function presentCovered({ terms }: Product, names: ReadonlyMap<string, string>) {
  const { families, collections, brands, licenseModels, largestSize } = terms
  return {
    ...(families && { asset_families: families }),
    ...(collections && {
      collections: collections.map((code) => ({ code, name: names.get(code) ?? null })),
    }),
    ...(brands && { brands }),
    ...(licenseModels && { license_models: licenseModels }),
    ...(largestSize && { largest_size: largestSize }),
  }
}
