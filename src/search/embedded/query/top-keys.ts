/** Pages of more entries are sorted in batches instead of being kept in order. */
const MAX_INSERTED = 200
/** A batch is sorted when it has this many entries for each one that is wanted. */
const SURPLUS = 4

/**
 * Returns the indexes of the `limit` highest of `count` keys, in descending order; equal ones in ascending order of
 * their indexes.
 */
export function topKeys(count: number, keyAt: (index: number) => number, limit: number): Uint32Array {
  return limit <= MAX_INSERTED ? byInsertion(count, keyAt, limit) : bySorting(count, keyAt, limit)
}

function byInsertion(count: number, keyAt: (index: number) => number, limit: number): Uint32Array {
  const keys = new Float64Array(limit)
  const indexes = new Uint32Array(limit)
  let found = 0
  for (let index = 0; index < count; index++) {
    const key = keyAt(index)
    if (found === limit && !(key > keys[limit - 1]!)) continue
    let at = found < limit ? found++ : limit - 1
    for (; at > 0 && keys[at - 1]! < key; at--) {
      keys[at] = keys[at - 1]!
      indexes[at] = indexes[at - 1]!
    }
    keys[at] = key
    indexes[at] = index
  }
  return indexes.subarray(0, found)
}

function bySorting(count: number, keyAt: (index: number) => number, limit: number): Uint32Array {
  const capacity = limit * SURPLUS
  const keys = new Float64Array(Math.min(count, capacity))
  const indexes = new Uint32Array(keys.length)
  let found = 0
  let least = Number.NEGATIVE_INFINITY
  const cut = () => {
    const order = Uint32Array.from({ length: found }, (_, at) => at)
    order.sort((a, b) => keys[b]! - keys[a]! || indexes[a]! - indexes[b]!)
    const kept = order.subarray(0, limit)
    const best = {
      keys: Float64Array.from(kept, (at) => keys[at]!),
      indexes: Uint32Array.from(kept, (at) => indexes[at]!),
    }
    keys.set(best.keys)
    indexes.set(best.indexes)
    found = kept.length
    if (found === limit) least = keys[limit - 1]!
  }
  for (let index = 0; index < count; index++) {
    const key = keyAt(index)
    if (found >= limit && !(key > least)) continue
    if (found === keys.length) cut()
    keys[found] = key
    indexes[found++] = index
  }
  cut()
  return indexes.subarray(0, found)
}
