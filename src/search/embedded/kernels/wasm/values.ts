// Each function is described in `../kernels.ts`.

/** Counts the values of a document, which are numbers of this type. */
function countOf<Value>(document: u32, starts: usize, values: usize, counts: usize): void {
  const start = starts + (usize(document) << 2)
  const end = values + usize(load<u32>(start, 4)) * sizeof<Value>()
  for (let at = values + usize(load<u32>(start)) * sizeof<Value>(); at < end; at += sizeof<Value>()) {
    const count = counts + (usize(load<Value>(at)) << 2)
    store<u32>(count, load<u32>(count) + 1)
  }
}

function countOfList<Value>(list: usize, count: i32, starts: usize, values: usize, counts: usize): void {
  for (let at = list; at < list + (usize(count) << 2); at += 4)
    countOf<Value>(load<u32>(at), starts, values, counts)
}

function countOfBits<Value>(bits: usize, bytes: usize, starts: usize, values: usize, counts: usize): void {
  for (let at: usize = 0; at < bytes; at += 8)
    for (let left = load<u64>(bits + at); left; left &= left - 1)
      countOf<Value>((u32(at) << 3) + u32(ctz<u64>(left)), starts, values, counts)
}

export function countValues(
  list: usize,
  count: i32,
  starts: usize,
  values: usize,
  width: usize,
  counts: usize,
): void {
  if (width === 2) countOfList<u16>(list, count, starts, values, counts)
  else countOfList<u32>(list, count, starts, values, counts)
}

export function countValuesOfBits(
  bits: usize,
  bytes: usize,
  starts: usize,
  values: usize,
  width: usize,
  counts: usize,
): void {
  if (width === 2) countOfBits<u16>(bits, bytes, starts, values, counts)
  else countOfBits<u32>(bits, bytes, starts, values, counts)
}

export function highestNumbers(
  list: usize,
  count: i32,
  column: usize,
  limit: i32,
  outNumbers: usize,
  outDocuments: usize,
): i32 {
  let found = 0
  let least = -Infinity
  for (let at = list; at < list + (usize(count) << 2); at += 4) {
    const document = load<u32>(at)
    const number = load<f64>(column + (usize(document) << 3))
    if (found === limit && number <= least) continue
    let place = usize(found < limit ? found++ : limit - 1)
    for (; place > 0 && load<f64>(outNumbers + ((place - 1) << 3)) < number; place--) {
      store<f64>(outNumbers + (place << 3), load<f64>(outNumbers + ((place - 1) << 3)))
      store<u32>(outDocuments + (place << 2), load<u32>(outDocuments + ((place - 1) << 2)))
    }
    store<f64>(outNumbers + (place << 3), number)
    store<u32>(outDocuments + (place << 2), document)
    if (found === limit) least = load<f64>(outNumbers + (usize(limit - 1) << 3))
  }
  return found
}
