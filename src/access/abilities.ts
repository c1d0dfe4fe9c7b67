/** Each change channel is a family and a kind of media (contract 7, GET /v3/asset-changes/channels). */
export const CHANGE_CHANNELS = [
  'creative-image',
  'creative-film',
  'editorial-image',
  'editorial-film',
] as const

/**
 * What a key may do besides searching (contract 16): name the country of its requests, see the large display sizes, see
 * pictures without a watermark, use the affiliate operations, download for itself without a user, ask for the downloads
 * and purchases of its whole company, see purchases, see orders, follow a change channel, report usage, and ask what only
 * the owner of the library may ask.
 */
export const ABILITIES = [
  'country',
  'large',
  'unwatermarked',
  'affiliate',
  'download',
  'company',
  'purchases',
  'orders',
  ...CHANGE_CHANNELS.map((channel) => `changes-${channel}` as const),
  'usage',
  'owner',
] as const

/** One of the abilities that a key may have. */
export type Ability = (typeof ABILITIES)[number]

/** Parses the abilities of a client's record. */
export function abilitiesOf({ abilities }: { abilities: string }): ReadonlySet<Ability> {
  const set = parsed.get(abilities) ?? new Set(JSON.parse(abilities) as Ability[])
  parsed.set(abilities, set)
  return set
}

/** Parsed sets by their JSON; there are no more than clients have had. */
const parsed = new Map<string, ReadonlySet<Ability>>()
