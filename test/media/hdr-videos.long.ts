import assert from 'node:assert/strict'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { partOf } from '../../src/lib/colour.ts'
import { canMapTones } from '../../src/media/video/tone-mapping.ts'
import { ask, signUp, userToken } from '../support/customers.ts'
import { ffmpeg, NEEDS_FFMPEG, probe } from '../support/ffmpeg.ts'
import { drawWideVideo, PATCHES, type Transfer } from '../support/hdr-videos.ts'
import { emptyLibrary, ingestAndIndex, serve, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { assertColour, colourAt } from '../support/shown.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const TRANSFERS: readonly Transfer[] = ['pq', 'hlg', 'sdr']
const BT709 = { color_space: 'bt709', color_primaries: 'bt709', color_transfer: 'bt709' }
/** Highlights need some of the room below white. */
const [WHITE_TOLERANCE, TOLERANCE] = [16, 12]
const WITHIN_MS = 60_000

const names = Object.keys(PATCHES)
const patchIn = (picture: Buffer, name: string) =>
  colourAt(picture, [(names.indexOf(name) + 0.5) / names.length, 0.5])

async function assertShown(picture: Buffer, transfer: Transfer, what: string): Promise<void> {
  for (const name of ['grey', 'red', 'blue']) {
    const expected = PATCHES[name]!.map((part) => Math.round(255 * partOf(part)))
    assertColour(await patchIn(picture, name), expected, TOLERANCE)
  }
  const [white, highlight] = [await patchIn(picture, 'white'), await patchIn(picture, 'highlight')]
  assertColour(white, [255, 255, 255], WHITE_TOLERANCE)
  if (transfer === 'sdr') return
  assert.ok(
    highlight[1]! > white[1]!,
    `${what}: a highlight of ${highlight} is brighter than white, ${white}`,
  )
}

const skip = NEEDS_FFMPEG.skip || (!canMapTones('ffmpeg') && 'This ffmpeg lacks zscale or tonemap.')

describe('a video in BT.2020', { skip }, () => {
  const t = suiteLifetime()
  let folder: string
  let library: TestLibrary
  const ids = new Map<Transfer, number>()

  before(async () => {
    folder = await temporaryFolder(t)
    const transferOf = new Map(TRANSFERS.map((transfer) => [drawWideVideo(folder, transfer), transfer]))
    for (const transfer of TRANSFERS) await rm(join(folder, `${transfer}.raw`))
    library = await emptyLibrary(t)
    const { outcomes } = await ingestAndIndex(library, folder)
    for (const it of outcomes) if ('assetId' in it) ids.set(transferOf.get(it.path)!, it.assetId)
  })

  const framed = async (bytes: Buffer) => {
    const [clip, frame] = [join(folder, 'made'), join(folder, 'frame.png')]
    await writeFile(clip, bytes)
    ffmpeg('-i', clip, '-frames:v', '1', frame)
    return { frame: await readFile(frame), stated: probe(clip) }
  }
  const fetched = async (uri: string) => Buffer.from(await (await fetch(uri)).arrayBuffer())

  for (const transfer of TRANSFERS)
    it(`is shown in the colours of its scene, in BT.709: ${transfer}`, async () => {
      const server = await serve(library, { abilities: ['unwatermarked'] })
      const { json } = await server.get(
        `/v3/videos/${ids.get(transfer)}?fields=comp,comp_webm,comp_jpg,key_frames`,
      )
      for (const { name, uri } of json.display_sizes) {
        const bytes = await fetched(uri)
        const isPicture = name === 'comp_jpg'
        const { frame, stated } = isPicture ? { frame: bytes, stated: BT709 } : await framed(bytes)
        assert.partialDeepStrictEqual(stated, BT709, name)
        await assertShown(frame, transfer, name)
      }
      await assertShown(await fetched(json.key_frames[2].uri), transfer, 'a key frame')
    })

  it('is delivered in BT.709 in all sizes but the original', async () => {
    const customer = await signUp(library)
    const server = await serve(library)
    const caller = { key: customer.key, token: await userToken(server, customer), method: 'POST' }
    for (const [transfer, id] of ids) {
      const { json } = await ask(server, `/v3/downloads/videos/${id}?size=sd`, caller)
      const made = await until(
        () => fetch(json.uri),
        ({ status }) => status === 200,
        WITHIN_MS,
      )
      const { frame, stated } = await framed(Buffer.from(await made.arrayBuffer()))
      assert.partialDeepStrictEqual(stated, { ...BT709, pix_fmt: 'yuv420p' })
      await assertShown(frame, transfer, 'sd')
    }
  })

  it('keeps and states its colours where ffmpeg cannot convert them, and has a right poster all the same', async (t) => {
    const program = join(await temporaryFolder(t), 'ffmpeg')
    await writeFile(program, '#!/bin/sh\ncase "$*" in *-filters*) exit 0 ;; esac\nexec ffmpeg "$@"\n')
    await chmod(program, 0o755)
    const without = await emptyLibrary(t, { ffmpegPath: program })
    const { outcomes } = await ingestAndIndex(without, folder)
    const server = await serve(without, { abilities: ['unwatermarked'] })
    const found = outcomes.find(({ path }) => path === 'pq.mp4')!
    const { json } = await server.get(
      `/v3/videos/${'assetId' in found && found.assetId}?fields=comp,comp_jpg`,
    )
    const [comp, poster] = json.display_sizes
    const { stated } = await framed(await fetched(comp.uri))
    assert.partialDeepStrictEqual(stated, { color_transfer: 'smpte2084', color_primaries: 'bt2020' })
    assertColour(await patchIn(await fetched(poster.uri), 'white'), [255, 255, 255])
  })
})
