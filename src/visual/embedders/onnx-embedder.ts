import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Embedder } from '../embedder.ts'
import { loadOnnxRuntime, type OnnxSession, type OnnxTensor, type OnnxValue } from './onnx-package.ts'

/** How pixels become the numbers that a model was trained with: (byte / 255 - mean) / deviation for each colour. */
type Preparation = { readonly mean: readonly number[]; readonly deviation: readonly number[] }

/** The input of a model: where the colours are in its shape, and the size of the picture. */
type Input = {
  readonly name: string
  readonly isPlanar: boolean
  readonly width: number
  readonly height: number
}

/** Most models for photographs were trained with the means and deviations of ImageNet. */
const IMAGENET: Preparation = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] }
/** The size of a picture, if the model takes any. */
const ANY_SIDE = 224
/** The file beside a model, as models of Hugging Face have it, with `image_mean` and `image_std`. */
const PREPARATION_FILE = 'preprocessor_config.json'

/**
 * Opens an ONNX model that takes one picture of floats, planar (1 × 3 × height × width) or not (1 × height × width × 3), and
 * returns a vector. If it returns more than one value, `image_embeds` or `pooler_output` is taken, else the first one; a
 * value with several vectors, one for each part of the picture, counts by their mean.
 *
 * The id has the beginning of the model's SHA-256 and of its preparation, so that another model is another embedder.
 *
 * @throws Error that tells what is wrong with the model.
 */
export async function openOnnxEmbedder(model: string): Promise<Embedder> {
  const { InferenceSession, Tensor } = await loadOnnxRuntime(model)
  const preparation = await readPreparation(dirname(model))
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 })
  const input = inputOf(session)
  const output = outputOf(session)
  const embed = async (pixels: Uint8Array) => {
    const { isPlanar, width, height } = input
    const shape = isPlanar ? [1, 3, height, width] : [1, height, width, 3]
    const tensor = new Tensor('float32', toFloats(pixels, isPlanar, preparation), shape)
    return vectorOf((await session.run({ [input.name]: tensor }))[output]!)
  }
  const { length } = await embed(new Uint8Array(3 * input.width * input.height))
  const hash = createHash('sha256')
    .update(await readFile(model))
    .update(JSON.stringify(preparation))
  return {
    id: `onnx-${basename(model, '.onnx')}-${hash.digest('hex').slice(0, 12)}`,
    dimensions: length,
    embedImage: async (picture) => embed(await picture.pixels(input)),
  }
}

async function readPreparation(folder: string): Promise<Preparation> {
  const text = await readFile(join(folder, PREPARATION_FILE), 'utf8').catch(() => null)
  if (text === null) return IMAGENET
  const { image_mean: mean, image_std: deviation } = JSON.parse(text) as Record<string, unknown>
  if (isColour(mean) && isColour(deviation)) return { mean, deviation }
  throw new Error(`${PREPARATION_FILE} beside it must have image_mean and image_std, of three numbers each`)
}

const isColour = (given: unknown): given is number[] =>
  Array.isArray(given) && given.length === 3 && given.every((value) => typeof value === 'number')

function inputOf({ inputMetadata }: OnnxSession): Input {
  const [input] = inputMetadata
  const shape = input?.shape ?? []
  const isPlanar = shape[1] === 3
  if (
    inputMetadata.length !== 1 ||
    input!.type !== 'float32' ||
    shape.length !== 4 ||
    !(isPlanar || shape[3] === 3)
  )
    throw new Error('it must have one input of float32, of 1 × 3 × height × width or 1 × height × width × 3')
  const [height, width] = (isPlanar ? shape.slice(2) : shape.slice(1, 3)).map((side) =>
    typeof side === 'number' && side > 0 ? side : ANY_SIDE,
  )
  return { name: input!.name, isPlanar, width: width!, height: height! }
}

function outputOf({ outputMetadata }: OnnxSession): string {
  const named = (name: string) => outputMetadata.find((output: OnnxValue) => output.name === name)
  const output = named('image_embeds') ?? named('pooler_output') ?? outputMetadata[0]
  if (!output) throw new Error('it has no output')
  return output.name
}

function toFloats(pixels: Uint8Array, isPlanar: boolean, { mean, deviation }: Preparation): Float32Array {
  const count = pixels.length / 3
  const floats = new Float32Array(pixels.length)
  for (let at = 0; at < pixels.length; at++) {
    const colour = at % 3
    const value = (pixels[at]! / 255 - mean[colour]!) / deviation[colour]!
    floats[isPlanar ? colour * count + Math.floor(at / 3) : at] = value
  }
  return floats
}

/** The one vector of an output; of several, which are in its last dimension, their mean. */
function vectorOf({ data, dims }: OnnxTensor): Float32Array {
  const length = dims.at(-1) ?? 0
  const vector = new Float32Array(length)
  for (let at = 0; at < data.length; at++) vector[at % length]! += Number(data[at])
  return vector
}
