/**
 * What a key may beyond searching (contract 16): say which country it asks for, see the large display sizes, see
 * pictures without a watermark, use the affiliate operations.
 */
export const ABILITIES = ['country', 'large', 'unwatermarked', 'affiliate'] as const

export type Ability = (typeof ABILITIES)[number]

/** Reads what the records keep of a client's abilities. */
export function abilitiesOf({ abilities }: { abilities: string }): ReadonlySet<Ability> {
  const known = parsed.get(abilities) ?? new Set(JSON.parse(abilities) as Ability[])
  parsed.set(abilities, known)
  return known
}

/** There are no more different sets than subsets of the list. */
const parsed = new Map<string, ReadonlySet<Ability>>()
