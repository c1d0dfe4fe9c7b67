/**
 * What decides the order of what is found, the same whichever engine stands behind the port. An adapter says it in its
 * own language; `test/contracts/search-index.ts` holds every adapter to it.
 */

/** How much a word counts in each text of a document. */
export const FIELD_WEIGHTS = { title: 2, keywords: 1.5, caption: 1, context: 0.5 } as const

/** What the score of a picture from the caller's own country is multiplied with. */
export const OWN_COUNTRY_LIFT = 1.25

/**
 * By how much the share that a colour has of a picture (0 to 1) makes its squared distance from the colour asked for
 * smaller (CIE76): a large field of a colour nearby comes before a small one of the very colour.
 */
export const COLOUR_SHARE_PULL = 400

/** How much a shared tag says: one that few documents have says more than one that many have. */
export function tagWeight(weight: number, documents: number): number {
  return weight / (1 + Math.log(Math.max(1, documents)))
}

/**
 * The place of a document in the random order of a day, an unsigned 32-bit integer: the finaliser of MurmurHash3 over
 * the id and the day, so that pages of one day do not overlap (contract 16, Order).
 */
export function dailyShuffle(id: number, day: number): number {
  let h = (id ^ Math.imul(day + 1, 0x9e3779b1)) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
