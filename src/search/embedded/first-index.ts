/** Returns the first index of `length` for which a condition is true, which stays true after it; `length` if none. */
export function firstIndex(length: number, isTrue: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isTrue(middle)) high = middle
    else low = middle + 1
  }
  return low
}
