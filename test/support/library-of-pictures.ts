import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { emptyLibrary, ingestAndIndex, type TestLibrary, temporaryFolder } from './library.ts'
import { type PictureSpec, writePicture } from './pictures.ts'

/** Makes a searchable library of pictures, given by file name; a text is a complete file, such as an SVG. */
export async function libraryOfPictures(
  t: Pick<TestContext, 'after'>,
  pictures: Readonly<Record<string, PictureSpec | string>>,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<TestLibrary> {
  const folder = await temporaryFolder(t)
  for (const [name, picture] of Object.entries(pictures))
    if (typeof picture === 'string') await writeFile(join(folder, name), picture)
    else await writePicture(folder, name, picture)
  const library = await emptyLibrary(t, settings)
  await ingestAndIndex(library, folder)
  return library
}
