import type { Posting } from '../postings.ts'
import type { Segment } from '../segment.ts'

/** Raises the impacts at `out`, one byte for each document of a list, to those of a posting. */
export function raiseImpacts(
  { memory: { kernels } }: Segment,
  { list, count }: { readonly list: number; readonly count: number },
  posting: Posting,
  out: number,
): void {
  if (posting.kind === 'list')
    kernels.raiseByList(list, count, posting.list, posting.count, posting.impacts, out)
  else if (posting.ranks === 0) kernels.raiseByBits(list, count, posting.bits, out)
  else kernels.raiseByRanks(list, count, posting.bits, posting.ranks, posting.impacts, out)
}
