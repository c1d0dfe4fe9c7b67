import { type Greys, greyAt, greysOf, type Miniature, mirrored, reduced, standardised } from './greys.ts'
import { FIRST_STEP, neighboursOf, type Part, partsOf } from './parts.ts'

/** A picture that may be what another one is a copy of, and how much of one. */
export type CopyMatch<Original> = { readonly original: Original; readonly likeness: number }

type Fit = { readonly part: Part; readonly likeness: number; readonly copy: Greys }
type Candidate<Original> = { readonly original: Original; readonly whole: Greys; readonly fit: Fit }

/** Sides of the squares that are compared at a first and at a closer look. */
const ROUGH_SIDE = 12
const FINE_SIDE = 24
/** How many originals are looked at closely: those that fit best at first. */
const CLOSER_LOOKS = 12
const LEAST_STEP = 1 / 256

/**
 * Tells how well a picture fits into others as a copy: whole or cropped to at least 70 % in each direction, mirrored or not, in
 * any size. The likeness is the correlation of their greys in the part that fits best: 1 for a perfect copy, 0 for pictures
 * that have nothing in common.
 *
 * @returns the originals that fit best, the best first.
 */
export function matchCopy<Original extends { readonly miniature: Miniature }>(
  copy: Miniature,
  originals: readonly Original[],
): CopyMatch<Original>[] {
  const upright = greysOf(copy)
  const sides = [upright, mirrored(upright)].map((greys) => ({
    rough: standardised(reduced(greys, ROUGH_SIDE)),
    fine: standardised(reduced(greys, FINE_SIDE)),
  }))
  return originals
    .map((original) => firstLook(sides, original, copy.aspect / original.miniature.aspect))
    .toSorted((a, b) => b.fit.likeness - a.fit.likeness)
    .slice(0, CLOSER_LOOKS)
    .map(({ original, whole, fit }) => ({ original, likeness: closerLook(whole, fit) }))
    .toSorted((a, b) => b.likeness - a.likeness)
}

function firstLook<Original extends { readonly miniature: Miniature }>(
  sides: readonly { readonly rough: Greys; readonly fine: Greys }[],
  original: Original,
  proportion: number,
): Candidate<Original> {
  const whole = greysOf(original.miniature)
  const small = reduced(whole, whole.side / 2)
  const parts = partsOf(proportion)
  const fits = sides.flatMap(({ rough, fine }) =>
    parts.map((part) => ({ part, likeness: likenessOf(rough, small, part), copy: fine })),
  )
  return { original, whole, fit: fits.reduce((a, b) => (b.likeness > a.likeness ? b : a)) }
}

/** Returns how well a copy fits when the part is moved and resized, in smaller and smaller steps, to where it fits best. */
function closerLook(whole: Greys, { part: from, copy }: Fit): number {
  let best = { part: from, likeness: likenessOf(copy, whole, from) }
  for (let step = FIRST_STEP / 2; step >= LEAST_STEP; ) {
    const better = neighboursOf(best.part, step)
      .map((part) => ({ part, likeness: likenessOf(copy, whole, part) }))
      .reduce((a, b) => (b.likeness > a.likeness ? b : a), best)
    if (better === best) step /= 2
    best = better
  }
  return Math.max(0, best.likeness)
}

/** The correlation of a standardised copy with a part of an original; 0 where the part is plain. */
function likenessOf({ pixels, side }: Greys, original: Greys, { x, y, width, height }: Part): number {
  let [sum, squares, product] = [0, 0, 0]
  for (let row = 0, at = 0; row < side; row++) {
    const down = y + ((row + 0.5) / side - 0.5) * height
    for (let column = 0; column < side; column++, at++) {
      const grey = greyAt(original, x + ((column + 0.5) / side - 0.5) * width, down)
      sum += grey
      squares += grey * grey
      product += grey * pixels[at]!
    }
  }
  const count = side * side
  const variance = squares / count - (sum / count) ** 2
  return variance < 1 ? 0 : product / count / Math.sqrt(variance)
}
