import { invalid } from './parameters.ts'

/**
 * The ids of a request, trimmed and without duplicates.
 *
 * @throws Problem InvalidParameterValue when there are none, or more than `max`.
 */
export function readIds(given: readonly string[], { max, what }: { max: number; what: string }): string[] {
  const ids = [...new Set(given.map((id) => id.trim()).filter((id) => id !== ''))]
  if (ids.length === 0) throw invalid('ids', '', `give at least one ${what} id`)
  if (ids.length > max) throw invalid('ids', `${ids.length} ids`, `at most ${max} may be given`)
  return ids
}

/** Our ids are numbers of at most ten digits; anything else, such as an old "200261415-001", matches no asset. */
export function readAssetId(id: string): number | null {
  return /^[1-9]\d{0,9}$/.test(id) ? Number(id) : null
}
