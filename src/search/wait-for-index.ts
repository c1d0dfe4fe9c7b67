import { recordsPosition } from '../catalogue/changes.ts'
import type { Db } from '../db/database.ts'
import type { RecordsPosition } from '../db/tables/changes.ts'
import { catchUp } from './indexer.ts'
import type { SearchIndexWriter } from './search-index.ts'
import { untilReached } from './until-reached.ts'

/** Reports progress: the number of changes that are in the index, and the total. */
export type OnIndexed = (done: number, total: number) => void

/**
 * Resolves when all changes so far are searchable. While a running server updates the index, this only waits, since two
 * processes that write to one index would slow each other down. If there is none (`isFollowed`), or it makes no progress, it
 * updates the index itself.
 */
export async function waitForIndex(
  { db, index }: { db: Db; index: SearchIndexWriter },
  isFollowed: () => boolean,
  onIndexed: OnIndexed = () => {},
): Promise<void> {
  const target = await recordsPosition(db)
  const read = async () => ({ revision: await index.revision(), position: await index.position() })
  const onRead = ({ position }: RecordsPosition) => onIndexed(position, target.position)
  const { revision, position } = await untilReached(read, target, { isUpdated: isFollowed, onRead })
  if (revision !== target.revision || position !== target.position)
    await catchUp({ db, index }, { onPosition: (done) => onIndexed(done, target.position) })
}
