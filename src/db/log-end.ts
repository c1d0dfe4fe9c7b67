import { retryWhileBusy } from './busy.ts'
import { openFile } from './open-file.ts'

/** What a follower of the change log compares with its own state to know whether it is current. */
export type LogEnd = {
  /** Position of the newest change; 0 if there is none. */
  readonly position: number
  /** Revision of the records, which is another one after they were replaced. */
  readonly revision: number
}

/** Opens a connection that reads the end of the change log without what reads records. Returns the function that reads it. */
export async function openLogEnd(path: string): Promise<() => Promise<LogEnd>> {
  const file = await openFile(path, 'normal')
  const read = file.prepare(
    `select (select coalesce(max(seq), 0) from change) as position,
      coalesce((select value from revision where name = 'records'), 0) as revision`,
  )
  return () => retryWhileBusy(() => read.get() as LogEnd)
}
