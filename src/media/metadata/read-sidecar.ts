import { open } from 'node:fs/promises'

const MAX_SIDECAR_BYTES = 8 * 1024 * 1024

/** Returns the content of a sidecar; null if it is larger than any that describes a file, or gone. */
export async function readSidecar(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const { size } = await file.stat()
    return size > MAX_SIDECAR_BYTES ? null : await file.readFile()
  } finally {
    await file.close()
  }
}
