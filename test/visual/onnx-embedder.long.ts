import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import sharp from 'sharp'
import { type EmbedderHost, hostEmbedder } from '../../src/visual/embedders/embedder-host.ts'
import { temporaryFolder } from '../support/library.ts'
import { npm } from '../support/npm.ts'
import { meanColourModel } from '../support/onnx-model.ts'

const PACKAGE = 'onnxruntime-node@1.30.0'
const CACHE = join(process.env.VITRINE_TEST_CACHE ?? join(homedir(), '.cache', 'vitrine'), 'onnxruntime')
const LIMITS = { timeoutMs: 60_000, maxMemoryBytes: 2 ** 31 }
const SIDE = 8

describe('an ONNX model as embedder', { timeout: 600_000 }, () => {
  it('computes vectors of pictures that are prepared as it says', async (t) => {
    const folder = await folderWithRuntime(t)
    const model = join(folder, 'colours.onnx')
    await writeFile(model, meanColourModel(SIDE))
    const byImageNet = await host(t, model)
    const { id, dimensions, hasText } = await byImageNet.facts()
    assert.match(id, /^onnx-colours-[0-9a-f]{12}$/)
    assert.deepEqual([dimensions, hasText], [3, false])
    // (1 - 0.485) / 0.229, -0.456 / 0.224, -0.406 / 0.225, scaled to 127.
    assert.deepEqual([...(await byImageNet.embedImage(await red()))], [127, -115, -102])

    const preparation = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] }
    await writeFile(join(folder, 'preprocessor_config.json'), JSON.stringify(preparation))
    const prepared = await host(t, model)
    assert.notEqual((await prepared.facts()).id, id)
    assert.deepEqual([...(await prepared.embedImage(await red()))], [127, -127, -127])
  })

  it('says what is wrong', async (t) => {
    const folder = await folderWithRuntime(t)
    const model = join(folder, 'broken.onnx')
    await writeFile(model, 'no model')
    await assert.rejects((await host(t, model)).facts(), { message: /broken\.onnx cannot be used: .+/ })
    await writeFile(join(folder, 'preprocessor_config.json'), '{"image_mean":[1]}')
    await assert.rejects((await host(t, model)).facts(), { message: /must have image_mean and image_std/ })
    const alone = join(await temporaryFolder(t), 'alone.onnx')
    await writeFile(alone, meanColourModel(SIDE))
    await assert.rejects((await host(t, alone)).facts(), {
      message: /needs the npm package onnxruntime-node/,
    })
  })
})

const red = () =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: '#f00' } })
    .png()
    .toBuffer()

async function host(t: TestContext, path: string): Promise<EmbedderHost> {
  const embedder = hostEmbedder({ path, ...LIMITS })
  t.after(() => embedder.close())
  return embedder
}

/** A folder within one in which the runtime is installed; installed once, into the cache of the tests. */
async function folderWithRuntime(t: TestContext): Promise<string> {
  if (!existsSync(join(CACHE, 'node_modules', 'onnxruntime-node'))) {
    await mkdir(CACHE, { recursive: true })
    await writeFile(join(CACHE, 'package.json'), '{}')
    await npm(['install', '--ignore-scripts', '--no-save', PACKAGE], CACHE)
  }
  const folder = await mkdtemp(join(CACHE, 'models-'))
  t.after(() => rm(folder, { recursive: true }))
  return folder
}
