import type { SearchResult } from '../../search/query.ts'
import { checkPage, type Paged, pageOf } from '../paging.ts'
import type { PresentedAsset } from './shared-members.ts'

/** Finds one page of assets and presents it, for operations that return only assets and their number. */
export async function presentPage(
  query: Paged,
  find: (page: { offset: number; size: number }) => Promise<SearchResult>,
  present: (ids: readonly number[]) => Promise<PresentedAsset[]>,
): Promise<{ total: number; assets: PresentedAsset[] }> {
  const { total, ids } = await find(pageOf(query))
  checkPage(query, total)
  return { total, assets: await present(ids) }
}
