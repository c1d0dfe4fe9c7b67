import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { isWholeXmp } from './xmp.ts'

/** What a sidecar says. */
export type ReadSidecar = {
  /** Null if there is none, or it cannot be read. */
  readonly content: Buffer | null
  /** Why not all of it may have been read; null if it is whole. */
  readonly warning: string | null
}

const MAX_SIDECAR_BYTES = 8 * 1024 * 1024

/** Reads the sidecar at a path. One that is larger than any that describes a file is left out. */
export async function readSidecar(path: string | undefined): Promise<ReadSidecar> {
  if (path === undefined) return { content: null, warning: null }
  const content = await contentOf(path)
  const name = basename(path)
  if (content === null) return { content, warning: `Its sidecar ${name} is too large, or cannot be read.` }
  const isWhole = isWholeXmp(content)
  return { content, warning: isWhole ? null : `Its sidecar ${name} is no XMP, or not all of it.` }
}

async function contentOf(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const { size } = await file.stat()
    return size > MAX_SIDECAR_BYTES ? null : await file.readFile()
  } finally {
    await file.close()
  }
}
