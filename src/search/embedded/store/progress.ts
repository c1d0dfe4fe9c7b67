import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordsPosition } from '../../../db/tables/changes.ts'
import { PRIVATE } from './durable-files.ts'

/** The file that says how far the index of a running server has come, for commands that wait for it. */
const NAME = 'progress'

/** Reads and writes how far the index of a running server has come. */
export type Progress = {
  /** Notes it soon, which is not waited for. Of several in a short time, only the last is noted; failures are ignored. */
  note(reached: RecordsPosition): void
  /** Returns what was noted last. */
  read(): Promise<RecordsPosition>
}

/** Opens the note in the folder of an index. */
export function openProgress(folder: string): Progress {
  const path = join(folder, NAME)
  let next: RecordsPosition | null = null
  let isWriting = false
  const write = async () => {
    isWriting = true
    while (next !== null) {
      const { revision, position } = next
      next = null
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(`${path}.partial`, `${revision} ${position}`, { mode: PRIVATE })
      await rename(`${path}.partial`, path)
    }
  }
  return {
    note(reached) {
      next = reached
      if (!isWriting)
        write()
          .catch(() => {})
          .finally(() => {
            isWriting = false
          })
    },
    async read() {
      const [revision, position] = (await readFile(path, 'utf8').catch(() => '0 0')).split(' ').map(Number)
      return { revision: revision!, position: position! }
    },
  }
}
