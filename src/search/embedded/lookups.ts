import type { Segment } from './segment.ts'

/** How many keys are remembered at most. */
const MAX_REMEMBERED = 4000

/** The segments of a view, and their numbers, which tell them from all others. */
export type NumberedSegments = { readonly segments: readonly Segment[]; readonly numbers: readonly number[] }

/**
 * What each segment of a view has for a key, such as a term. It is looked up in all of them at once, and remembered: queries
 * repeat their filters and frequent words, and each look-up reads half a dozen distant places of a segment's memory. Segments
 * do not change, so that what is known of them holds in later views too. They are remembered by number, as those that are
 * gone must not be kept in memory.
 */
export class Lookups<Found> {
  readonly #look: (segment: Segment, key: string) => Found | null
  readonly #known = new Map<string, { numbers: readonly number[]; found: readonly (Found | null)[] }>()

  /** `look` looks up a key in a segment. */
  constructor(look: (segment: Segment, key: string) => Found | null) {
    this.#look = look
  }

  /** Returns what each segment of a view has, in their order; null for nothing. */
  in(view: NumberedSegments, key: string): readonly (Found | null)[] {
    const known = this.#known.get(key)
    if (known?.numbers === view.numbers) return known.found
    const { segments, numbers } = view
    const found = segments.map((segment, at) => {
      const before = known ? indexOf(known.numbers, numbers[at]!, at) : -1
      return before < 0 ? this.#look(segment, key) : known!.found[before]!
    })
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear()
    this.#known.set(key, { numbers, found })
    return found
  }
}

/** Returns where a number is, which is most likely at `near`; -1 if it is not there. */
const indexOf = (numbers: readonly number[], wanted: number, near: number): number =>
  numbers[near] === wanted ? near : numbers.indexOf(wanted)

let last = 0
const numbers = new WeakMap<Segment, number>()

/** Returns the number of a segment, which is never that of another one. */
export function numberOf(segment: Segment): number {
  const number = numbers.get(segment) ?? ++last
  numbers.set(segment, number)
  return number
}
