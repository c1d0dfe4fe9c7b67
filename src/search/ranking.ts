/**
 * The parameters of ranking, which are the same for every search engine. `test/contracts/search-index.ts` tests that
 * adapters respect them.
 */

/** The weight of a matching word in each text of a document. */
export const FIELD_WEIGHTS = { title: 2, keywords: 1.5, caption: 1, context: 0.5 } as const

/** How much a word of a long phrase counts as it is written, relative to its stem. */
export const WRITTEN_WEIGHT = 0.6

/** The factor by which the score of assets from the caller's country is multiplied. */
export const OWN_COUNTRY_BOOST = 1.25

/**
 * Multiplied by the share of a main colour in the picture (0 to 1) and subtracted from its squared distance (CIE76)
 * from the requested colour, so that a large area of a similar colour ranks above a small area of the exact one.
 */
export const COLOUR_SHARE_BONUS = 400

/** Returns the weight of a shared tag, which is higher the fewer documents have the tag. */
export function tagWeight(weight: number, documents: number): number {
  return weight / (1 + Math.log(Math.max(1, documents)))
}

/**
 * Returns the sort key of a document in the random order of a day, an unsigned 32-bit integer: the finaliser of
 * MurmurHash3 over id and day. The order is the same all day, so that pages do not overlap (contract 16, Order).
 */
export function dailyShuffle(id: number, day: number): number {
  let h = (id ^ Math.imul(day + 1, 0x9e3779b1)) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
