import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '../db/database.ts'
import { catchUp } from './indexer.ts'
import type { FollowingIndex, SearchIndexWriter } from './search-index.ts'

/** How long the start waits until the index has all changes. */
const MAX_WAIT_MS = 2000

/** Resolves when what was saved of the index can be searched, and soon after even if it lacks changes. */
export async function untilSearchable(
  { loaded }: Pick<FollowingIndex, 'loaded'>,
  library: { readonly db: Db; readonly index: SearchIndexWriter },
): Promise<void> {
  await loaded
  await Promise.race([catchUp(library), delay(MAX_WAIT_MS, undefined, { ref: false })])
}
