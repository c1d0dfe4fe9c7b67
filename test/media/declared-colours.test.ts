import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { withChunks } from '../support/hostile-files.ts'
import { assertColour, colourAt, displaySizes, fetchPicture, serveFiles } from '../support/shown.ts'

/** The colour of all these pictures in sRGB. */
const SHOWN = [190, 60, 50]

/** Flat pictures of 64 × 64 with code points instead of a profile, made with ffmpeg and libaom. */
const AVIF: Record<string, string> = {
  'display-p3.avif':
    'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAAD5bWV0YQAAAAAAAAAvaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAFBpY3R1cmVIYW5kbGVyAAAAAA5waXRtAAAAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAASEAAAAiAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAAGppcHJwAAAAS2lwY28AAAAUaXNwZQAAAAAAAABAAAAAQAAAABBwaXhpAAAAAAMICAgAAAAMYXYxQ4EgAAAAAAATY29scm5jbHgADAANAAGAAAAAF2lwbWEAAAAAAAAAAQABBAECgwQAAAAqbWRhdAoJOBV//bQwNAZAMhURQAAAQAAAAAAarAzzJisGSJ9mEoA=',
  'bt2020.avif':
    'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAAD5bWV0YQAAAAAAAAAvaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAFBpY3R1cmVIYW5kbGVyAAAAAA5waXRtAAAAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAASEAAAAhAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAAGppcHJwAAAAS2lwY28AAAAUaXNwZQAAAAAAAABAAAAAQAAAABBwaXhpAAAAAAMICAgAAAAMYXYxQ4EgAAAAAAATY29scm5jbHgACQANAAGAAAAAF2lwbWEAAAAAAAAAAQABBAECgwQAAAApbWRhdAoJOBV//bQkNAZAMhQRQAAAQAAAAAAaq+NMlisZG09v6g==',
  'bt2020-pq.avif':
    'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAAD5bWV0YQAAAAAAAAAvaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAFBpY3R1cmVIYW5kbGVyAAAAAA5waXRtAAAAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAASEAAAAhAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAAGppcHJwAAAAS2lwY28AAAAUaXNwZQAAAAAAAABAAAAAQAAAABBwaXhpAAAAAAMICAgAAAAMYXYxQ4EgAAAAAAATY29scm5jbHgACQAQAAGAAAAAF2lwbWEAAAAAAAAAAQABBAECgwQAAAApbWRhdAoJOBV//bQkQAZAMhQRQAAAQAAAAAAarAzzJixC4r3rYA==',
}

/** Returns big-endian 32-bit numbers, as in the chunks gAMA and cHRM. */
function longs(...values: number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4)
  return bytes
}

const flat = (...rgb: number[]) =>
  sharp({
    create: { width: 64, height: 64, channels: 3, background: { r: rgb[0]!, g: rgb[1]!, b: rgb[2]! } },
  })
    .png()
    .toBuffer()

/** Returns a flat 16-bit picture with linear samples. */
function linear(): Promise<Buffer> {
  const light = SHOWN.map((value) => ((value / 255 + 0.055) / 1.055) ** 2.4 * 65_535)
  const samples = Uint16Array.from({ length: 64 * 64 * 3 }, (_, index) => light[index % 3]!)
  return sharp(samples, { raw: { width: 64, height: 64, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toBuffer()
}

describe('colours declared without a profile', () => {
  it('are converted to sRGB: CICP of AVIF and PNG, gAMA and cHRM of PNG', async (t) => {
    const p3 = longs(31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6000)
    const usual = longs(31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6000)
    const files: Record<string, Buffer> = {
      'code points.png': withChunks(await flat(176, 70, 57), { cICP: Uint8Array.of(12, 13, 0, 1) }),
      // BT.2020 and hybrid log-gamma (ITU-R BT.2100), reference white at 26.5 % of the peak.
      'log-gamma.png': withChunks(await flat(132, 63, 46), { cICP: Uint8Array.of(9, 18, 0, 1) }),
      'primaries.png': withChunks(await flat(176, 70, 57), { gAMA: longs(45_455), cHRM: p3 }),
      'gamma.png': withChunks(await flat(176, 46, 38), { gAMA: longs(55_556) }),
      'linear.png': withChunks(await linear(), { gAMA: longs(100_000) }),
      'usual.png': withChunks(await flat(190, 60, 50), { gAMA: longs(45_455), cHRM: usual }),
      'named.png': withChunks(await flat(190, 60, 50), { sRGB: Uint8Array.of(0), gAMA: longs(100_000) }),
      'no colours.png': withChunks(await flat(190, 60, 50), {
        gAMA: longs(45_455),
        cHRM: longs(0, 0, 0, 0, 0, 0, 0, 0),
      }),
    }
    for (const [name, base64] of Object.entries(AVIF)) files[name] = Buffer.from(base64, 'base64')
    const { outcomes, server } = await serveFiles(t, files)
    const { json } = await server.get('/v3/search/images/creative?fields=id,title&page_size=20')
    assert.equal(json.result_count, Object.keys(files).length, JSON.stringify(outcomes))
    for (const { id, title } of json.images) {
      const { comp } = await displaySizes(server, id)
      const colour = await colourAt((await fetchPicture(comp!.uri)).bytes, [0.5, 0.5])
      assert.doesNotThrow(() => assertColour(colour, SHOWN), `${title}: ${colour}`)
    }
  })
})
