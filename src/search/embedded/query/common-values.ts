import type { Segment } from '../segment.ts'

/**
 * The values of a facet in all segments, numbered so that counts of segments can be added: first those of one segment as
 * it numbers them, then others in the order in which they were found elsewhere.
 */
export class CommonValues {
  readonly #ids: Float64Array
  readonly #more: number[] = []
  readonly #numberOfMore = new Map<number, number>()
  readonly #numbers = new WeakMap<Segment, Uint32Array>()
  readonly #name: string

  constructor(first: Segment, name: string) {
    this.#ids = idsOf(first, name)
    this.#name = name
  }

  get count(): number {
    return this.#ids.length + this.#more.length
  }

  /** Returns the value with this number. */
  idOf(number: number): number {
    return this.#ids[number] ?? this.#more[number - this.#ids.length]!
  }

  /** Returns the number of each value of a segment. */
  numbersOf(segment: Segment): Uint32Array {
    const known = this.#numbers.get(segment)
    if (known) return known
    let at = 0
    const numbers = Uint32Array.from(idsOf(segment, this.#name), (id) => {
      at = firstNotBelow(this.#ids, id, at)
      return this.#ids[at] === id ? at : this.#numberMore(id)
    })
    this.#numbers.set(segment, numbers)
    return numbers
  }

  #numberMore(id: number): number {
    const number = this.#numberOfMore.get(id) ?? this.count
    if (number < this.count) return number
    this.#more.push(id)
    this.#numberOfMore.set(id, number)
    return number
  }
}

/** The values that are numbered as in a segment, by name of their facet. */
const kept = new WeakMap<Segment, Map<string, CommonValues>>()

/** Returns values that are numbered as in this segment. */
export function commonValues(first: Segment, name: string): CommonValues {
  const ofSegment = kept.get(first) ?? new Map<string, CommonValues>()
  kept.set(first, ofSegment)
  const values = ofSegment.get(name) ?? new CommonValues(first, name)
  ofSegment.set(name, values)
  return values
}

function idsOf({ memory, layout }: Segment, name: string): Float64Array {
  const { ids, idCount } = layout.values[name]!
  return memory.numbers.subarray(ids >> 3, (ids >> 3) + idCount)
}

/** Returns the index of the first of ascending ids, from an index on, that is not below `wanted`. */
function firstNotBelow(ids: Float64Array, wanted: number, from: number): number {
  let step = 1
  let low = from
  while (low + step < ids.length && ids[low + step]! < wanted) {
    low += step
    step <<= 1
  }
  let high = Math.min(ids.length, low + step)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ids[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
