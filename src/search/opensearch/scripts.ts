import type { Lab } from '../../lib/colour.ts'
import { COLOUR_SHARE_BONUS, freshnessSteps, SHARE_UNITS } from '../ranking.ts'
import { AB_ZERO } from './pack-colour.ts'

/**
 * What OpenSearch computes for each document, in its language Painless, which counts like Java: `ranking.ts` says what. Numbers
 * that differ from query to query are parameters, because OpenSearch compiles a script once.
 */

/** Visits the main colours of a document: `squared` is the distance from the colour of the parameters, `share` its share. */
const eachColour = (visit: string) => `
  for (long packed : doc['colours']) {
    double l = (packed >> 34) / 10.0 - params.l;
    double a = (((packed >> 22) & 4095) - ${AB_ZERO}) / 10.0 - params.a;
    double b = (((packed >> 10) & 4095) - ${AB_ZERO}) / 10.0 - params.b;
    double squared = l * l + a * a + b * b;
    double share = (packed & 1023) / 1000.0;
    ${visit}
  }`

/** Whether a main colour is at most `within` away from this one. */
export const isNear = (colour: Lab, within: number) => ({
  source: `${eachColour('if (squared <= params.within * params.within) return true;')} return false;`,
  params: { ...paramsOf(colour), within },
})

/** By how much a document differs from a colour; those without colours by most. */
export const differenceFrom = (colour: Lab) => ({
  source: `double least = Double.MAX_VALUE;
    ${eachColour('least = Math.min(least, squared - params.bonus * share);')} return least;`,
  params: { ...paramsOf(colour), bonus: COLOUR_SHARE_BONUS },
})

// OpenSearch takes 0 and 0.5 for numbers of two types, and a script for one of them fails with the other.
const paramsOf = ({ l, a, b }: Lab) => ({ l, a, b })

/** `dailyShuffle` of `ranking.ts`. */
export const dailyOrder = (day: number) => ({
  source: `int h = (int) doc['id'].value ^ ((int) params.day + 1) * -1640531535;
    h = (h ^ (h >>> 16)) * -2048144789;
    h = (h ^ (h >>> 13)) * -1028477387;
    return (h ^ (h >>> 16)) & 4294967295L;`,
  params: { day },
})

/** The share of a fresh document on a day. */
export const freshness = (day: number) => ({
  source: `long created = doc['createdMs'].value;
    for (int step = 0; step < params.since.length; step++) {
      if (created >= params.since[step]) return params.share[step];
    }
    return 0;`,
  params: {
    since: freshnessSteps(day).map(({ sinceMs }) => sinceMs),
    share: freshnessSteps(day).map(({ share }) => share / SHARE_UNITS),
  },
})
