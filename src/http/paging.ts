import { Problem } from '../lib/problem.ts'
import { MAX_RESULTS_DEEP } from './schemas/parameters.ts'

/** A requested page, counted from 1. */
export type Paged = { readonly page: number; readonly page_size: number }

/** The same as offset and size, for the index. */
export const pageOf = ({ page, page_size }: Paged): { offset: number; size: number } => ({
  offset: (page - 1) * page_size,
  size: page_size,
})

/** Refuses a page after the last existing or reachable one, with the documented message (contract 16, Paging). */
export function checkPage({ page, page_size }: Paged, total: number): void {
  const reachable = Math.floor(MAX_RESULTS_DEEP / page_size)
  const last = total === 0 ? reachable : Math.min(Math.ceil(total / page_size), reachable)
  if (page <= last) return
  throw new Problem('InvalidPage', `page must be less than or equal to ${last}, results count ${total}`)
}
