/**
 * What a key may do besides searching (contract 16): name the country it asks for, see the large display sizes, see
 * pictures without a watermark, use the affiliate operations, download for itself without a user.
 */
export const ABILITIES = ['country', 'large', 'unwatermarked', 'affiliate', 'download'] as const

/** One of the abilities that a key may have. */
export type Ability = (typeof ABILITIES)[number]

/** Parses the abilities of a client's record. */
export function abilitiesOf({ abilities }: { abilities: string }): ReadonlySet<Ability> {
  const set = parsed.get(abilities) ?? new Set(JSON.parse(abilities) as Ability[])
  parsed.set(abilities, set)
  return set
}

/** Parsed sets by their JSON; their number is bounded by that of the subsets of ABILITIES. */
const parsed = new Map<string, ReadonlySet<Ability>>()
