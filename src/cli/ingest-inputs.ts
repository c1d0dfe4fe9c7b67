import { stat } from 'node:fs/promises'
import type { Db } from '../db/database.ts'
import { type ManifestFormat, manifestFormat } from '../ingest/manifest/open-manifest.ts'
import { groupBySource, type NamedPictures } from '../ingest/named-pictures.ts'
import { claimsMedia } from '../ingest/other-files.ts'

/** One input of `vitrine ingest`. */
export type Input =
  | { readonly kind: 'folder'; readonly folder: string }
  | ({ readonly kind: 'pictures' } & NamedPictures)
  | { readonly kind: 'manifest'; readonly manifest: string; readonly format: ManifestFormat }

/**
 * Recognises the paths of a command line as folders, manifests or single pictures, which come last. Pictures are grouped
 * by their sources once the library is open.
 *
 * @throws Error when a path does not exist.
 */
export async function inputsOf(paths: readonly string[]): Promise<(db: Db) => Promise<Input[]>> {
  const inputs: Input[] = []
  const pictures: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (found === null) throw new Error(`There is no folder, picture or manifest ${path}.`)
    const format = found.isDirectory() || claimsMedia(path) ? null : await manifestFormat(path)
    if (found.isDirectory()) inputs.push({ kind: 'folder', folder: path })
    else if (format !== null) inputs.push({ kind: 'manifest', manifest: path, format })
    else pictures.push(path)
  }
  return async (db) => {
    const sorted = await groupBySource(db, pictures)
    return [...inputs, ...sorted.map((named) => ({ kind: 'pictures', ...named }) as const)]
  }
}
