import type { Db } from '../db/database.ts'
import { catchUp } from '../search/indexer.ts'
import type { SearchIndexWriter } from '../search/search-index.ts'
import { showProgress } from './progress.ts'

const NOT_YET =
  'All changes are saved, but the server that is running on this library has not made all of them searchable yet. ' +
  'Its log may say why.\n'

/** Makes all changes searchable, or waits until a running server has done that; shows progress on standard error. */
export async function makeSearchable(library: {
  readonly db: Db
  readonly index: SearchIndexWriter
}): Promise<void> {
  const progress = showProgress('changes indexed')
  try {
    let isStarted = false
    const isSearchable = await catchUp(library, {
      onPosition(position, last) {
        if (!isStarted) progress.start(last)
        isStarted = true
        progress.update(position)
      },
    })
    if (!isSearchable) process.stderr.write(NOT_YET)
  } finally {
    progress.stop()
  }
}
