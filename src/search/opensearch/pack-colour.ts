import type { IndexDocument } from '../search-index.ts'

/**
 * Returns a main colour and its share as one number of less than 2^53, which OpenSearch keeps beside documents: from the
 * lowest bits, the share in thousandths (10 bits), b and a in tenths (12 bits each, plus AB_ZERO), and L in tenths. Like the
 * embedded index, it has no more digits. `scripts.ts` unpacks it.
 */
export function packColour({ lab, share }: IndexDocument['colours'][number]): number {
  const [l, a, b, thousandths] = [lab.l * 10, lab.a * 10, lab.b * 10, share * 1000].map(Math.round)
  return ((l! * 4096 + a! + AB_ZERO) * 4096 + b! + AB_ZERO) * 1024 + thousandths!
}

/** Added to a and b, which are negative for green and blue. */
export const AB_ZERO = 2048
