import type { Library } from '../compose.ts'
import { findDuplicates } from '../visual/find-duplicates.ts'
import { printable } from './printable.ts'

/**
 * Prints the near-duplicates among what was ingested after this frame, and of what the library had before: a line each, or
 * a line of JSON. Returns their number.
 */
export async function reportDuplicates(
  { db, frames }: Pick<Library, 'db' | 'frames'>,
  afterFrame: number,
  json: boolean,
): Promise<number> {
  const nameOf = async (id: number): Promise<string> => {
    const file = await db.selectFrom('sourceFile').select('path').where('assetId', '=', id).executeTakeFirst()
    const asset = await db.selectFrom('asset').select('title').where('id', '=', id).executeTakeFirstOrThrow()
    return file?.path ?? asset.title
  }
  let count = 0
  for await (const duplicate of findDuplicates({ db, frames }, afterFrame)) {
    count++
    const { assetId, of, likeness } = duplicate
    const [path, original] = [await nameOf(assetId), await nameOf(of)]
    const text = `near duplicate: ${printable(path)} (${assetId}) of ${printable(original)} (${of}), ${Math.round(100 * likeness)} %`
    process.stdout.write(`${json ? JSON.stringify({ duplicate: { ...duplicate, path, original } }) : text}\n`)
  }
  return count
}
