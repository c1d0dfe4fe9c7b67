/**
 * The parameters of ranking, which are the same for every search engine. `test/contracts/search-index.ts` tests that
 * adapters respect them.
 */

/**
 * The texts of a document: how much a word counts in each, and how many terms each has on average. Averages are
 * constants, so that a score does not depend on what else is in the index.
 */
export const FIELDS = {
  title: { weight: 2, averageTerms: 9 },
  keywords: { weight: 1.5, averageTerms: 33 },
  caption: { weight: 1, averageTerms: 30 },
  context: { weight: 0.5, averageTerms: 10 },
} as const

/** BM25F: how fast the score of a word grows with its frequency, and how much the length of a text matters. */
export const BM25F = { k1: 1.2, b: 0.4 } as const

/** A text of a document. */
type Field = { readonly weight: number; readonly averageTerms: number }

/**
 * Returns what one occurrence of a term counts in a text of this length, by BM25F (Robertson, Zaragoza, Taylor, 2004):
 * the weight of the text, divided by its length relative to the average.
 */
export function weightOfOccurrence({ weight, averageTerms }: Field, terms: number): number {
  return weight / (1 - BM25F.b + (BM25F.b * terms) / averageTerms)
}

/** How much a word of a long phrase counts as it is written, relative to its stem. */
export const WRITTEN_WEIGHT = 0.6

/**
 * The prior: what makes a document better than another one that matches the words equally well. It is a share that is
 * added to the score of its text. All shares together lift no caption of average length above such a title.
 */
const QUALITY_SHARES: Readonly<Record<number, number>> = { 1: 0.05, 2: 0.025 }
/** The share of the most popular documents; it grows with the logarithm of popularity up to this one. */
const POPULARITY_SHARE = 0.1
const MOST_POPULAR = 65_536
/** The factor by which quality and popularity multiply a score is at most this. */
export const MAX_PRIOR = 1 + QUALITY_SHARES[1]! + POPULARITY_SHARE

/** Shares that depend on the query are multiples of 1 / SHARE_UNITS, since scores are integers. */
export const SHARE_UNITS = 256
/** The share of documents from the caller's country, in SHARE_UNITS. */
export const OWN_COUNTRY_SHARE = 26
/** The share of an editorial document of today, in SHARE_UNITS. It halves every two weeks. */
const FRESHNESS_SHARE = 20
const HALF_LIFE_DAYS = 14
const DAY_MS = 86_400_000

/** What quality and popularity add to the score of a document. */
type Prior = { readonly quality: number; readonly popularity: number }

function priorShares({ qualityRank, popularity }: Pick<Lifted, 'qualityRank' | 'popularity'>): Prior {
  const popular = Math.min(1, Math.log(1 + popularity) / Math.log(1 + MOST_POPULAR))
  return { quality: QUALITY_SHARES[qualityRank] ?? 0, popularity: POPULARITY_SHARE * popular }
}

/** Returns the factor by which the quality rank and the popularity of a document multiply its score. */
export function priorOf(document: Pick<Lifted, 'qualityRank' | 'popularity'>): number {
  const { quality, popularity } = priorShares(document)
  return 1 + quality + popularity
}

/** The shares of fresh documents by their age in days. */
const FRESHNESS_BY_AGE = Array.from(
  { length: HALF_LIFE_DAYS * Math.ceil(Math.log2(4 * FRESHNESS_SHARE)) },
  (_, age) => Math.round(FRESHNESS_SHARE * 2 ** (-age / HALF_LIFE_DAYS)),
).filter((share) => share > 0)

/** Editorial documents that were made at this time or later have at least this share, in SHARE_UNITS. */
export type FreshnessStep = { readonly sinceMs: number; readonly share: number }

/**
 * Returns the shares that editorial documents have on a day (days since 1970), the highest first. They change only from
 * day to day, so that pages do not overlap.
 */
export function freshnessSteps(day: number): FreshnessStep[] {
  return FRESHNESS_BY_AGE.map((share, age) => ({ sinceMs: (day - age) * DAY_MS, share })).filter(
    ({ share }, age) => FRESHNESS_BY_AGE[age + 1] !== share,
  )
}

/** What lifts a document in a query besides its text. */
export type Lifted = {
  readonly qualityRank: number
  readonly popularity: number
  readonly isOwn: boolean
  /** When it was made; null unless it may be fresh. */
  readonly freshMs: number | null
}

/** All shares of a document. The score of its text is multiplied by 1 + the first two, and by 1 + the last two. */
export type Shares = Prior & { readonly freshness: number; readonly ownCountry: number }

/** Returns the shares of a document on a day. */
export function sharesOf({ isOwn, freshMs, ...prior }: Lifted, day: number | null): Shares {
  const age = freshMs === null || day === null ? -1 : Math.max(0, day - Math.floor(freshMs / DAY_MS))
  return {
    ...priorShares(prior),
    freshness: (FRESHNESS_BY_AGE[age] ?? 0) / SHARE_UNITS,
    ownCountry: isOwn ? OWN_COUNTRY_SHARE / SHARE_UNITS : 0,
  }
}

/** Returns the factor by which the score of a document is multiplied on a day. */
export function liftOf(document: Lifted, day: number | null): number {
  const { quality, popularity, freshness, ownCountry } = sharesOf(document, day)
  return (1 + quality + popularity) * (1 + freshness + ownCountry)
}

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
