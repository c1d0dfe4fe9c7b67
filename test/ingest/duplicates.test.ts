import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'node:test'
import sharp from 'sharp'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/library.ts'
import { EDITS, SCENES } from '../support/scenes.ts'

it('vitrine ingest --duplicates reports what looks the same as a picture of the library or of the run', async (t) => {
  const [data, first, second] = await Promise.all([
    temporaryFolder(t),
    temporaryFolder(t),
    temporaryFolder(t),
  ])
  await writeFile(join(first, 'house.svg'), SCENES.house)
  await writeFile(join(first, 'harbour.svg'), SCENES.harbour)
  const ingest = (folder: string, ...flags: string[]) =>
    command(['ingest', folder, '--data', data, '--duplicates', ...flags])
  const none = await ingest(first)
  assert.doesNotMatch(none.stdout, /duplicate/)

  const house = await sharp(Buffer.from(SCENES.house)).png().toBuffer()
  await writeFile(join(second, 'a.jpg'), await EDITS.mirrored!(house))
  await writeFile(join(second, 'b.jpg'), await EDITS.grey!(await EDITS['cropped to 80 %']!(house)))
  await writeFile(join(second, 'stripes.svg'), SCENES.stripes)
  const found = await ingest(second, '--json')
  assert.equal(found.code, 0, found.stderr)
  const lines = found.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const pairs = lines.flatMap(({ duplicate }) =>
    duplicate ? [`${duplicate.path} of ${duplicate.original}`] : [],
  )
  assert.deepEqual(pairs.sort(), ['a.jpg of house.svg', 'b.jpg of a.jpg', 'b.jpg of house.svg'])
  assert.equal(lines.at(-1).summary.duplicates, 3)

  const wrong = await ingest(second, '--plan')
  assert.equal(wrong.code, 2)
  assert.match(wrong.stderr, /--duplicates compares what was ingested/)
})
