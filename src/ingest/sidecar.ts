import { stat } from 'node:fs/promises'
import { parse } from 'node:path'

/** A file with the metadata of a picture beside it. */
export type Sidecar = {
  readonly absolute: string
  /** Changes with the file: its name, size and modification time. */
  readonly state: string
}

const ENDINGS = ['.xmp', '.XMP']

/**
 * Finds the sidecar of a picture: `photo.jpg.xmp` (darktable, digiKam), else `photo.xmp` (Adobe XMP Specification Part 3,
 * 1.1.2); null if it has none.
 */
export async function findSidecar(absolute: string): Promise<Sidecar | null> {
  const { base, dir, name } = parse(absolute)
  for (const candidate of [base, name].flatMap((it) => ENDINGS.map((ending) => it + ending))) {
    const path = `${dir}/${candidate}`
    const found = await stat(path).catch(() => null)
    if (found?.isFile())
      return { absolute: path, state: `${candidate} ${found.size} ${Math.round(found.mtimeMs)}` }
  }
  return null
}

/** Returns whether a file is named like the sidecar of one of the pictures in its folder. */
export function isSidecar(name: string, pictures: readonly string[]): boolean {
  const { ext, name: owner } = parse(name)
  return ENDINGS.includes(ext) && pictures.some((it) => it === owner || parse(it).name === owner)
}
