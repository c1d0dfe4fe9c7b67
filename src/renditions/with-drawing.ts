import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Calls `work` with the path of a temporary file that contains a drawing, and returns its result. */
export async function withDrawing<T>(svg: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-card-'))
  try {
    const path = join(folder, 'card.svg')
    await writeFile(path, svg)
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
