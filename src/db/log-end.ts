import { retryWhileBusy } from './busy.ts'
import { openFile } from './open-file.ts'
import type { RecordsPosition } from './tables/changes.ts'

/** Opens a connection that reads the end of the change log without what reads records. Returns the function that reads it. */
export async function openLogEnd(path: string): Promise<() => Promise<RecordsPosition>> {
  const file = await openFile(path, 'normal')
  const read = file.prepare(
    `select (select coalesce(max(seq), 0) from change) as position,
      coalesce((select value from revision where name = 'records'), 0) as revision`,
  )
  return () => retryWhileBusy(() => read.get() as RecordsPosition)
}
