import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Library, openLibrary } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'

/** Runs a function with a new data folder, which is removed afterwards. */
export async function withFolder<T>(work: (data: string) => Promise<T>): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  try {
    return await work(data)
  } finally {
    await rm(data, { recursive: true })
  }
}

/** Runs a function with a new library in a temporary folder, which is removed afterwards. */
export function withLibrary<T>(work: (library: Library, data: string) => Promise<T>): Promise<T> {
  return withFolder(async (data) => {
    const library = await openLibrary(readConfig({ data }, {}))
    try {
      return await work(library, data)
    } finally {
      await library.close()
    }
  })
}
