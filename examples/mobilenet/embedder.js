import { runLayer } from './layers.js'
import { readModel } from './model.js'

/**
 * An embedder for Vitrine: MobileNetV2 (Sandler et al., 2018) with the weights that the npm package nsfwjs has (MIT), in plain
 * JavaScript. A picture takes about 0.4 seconds of processor time. Its vectors are what the network has found in each of 7 × 7 parts of
 * a picture when it is two thirds through: later, these weights have only what tells the classes apart for which the package
 * is made.
 *
 * Install the weights with `npm install --ignore-scripts --legacy-peer-deps` in this folder (without the second option, npm
 * also installs TensorFlow.js, which is not used), and start Vitrine with `--embedder examples/mobilenet/embedder.js`.
 */
const SIDE_PX = 224
/** The layer whose results are used: 14 × 14 points of 96 channels. */
const LAST_LAYER = 'block_12_add'
const CELLS = 7

/** Returns the embedder: see docs/how-to/visual-search.md. */
export default function openMobilenet() {
  const { layers, weights } = readModel()
  const used = layers.slice(0, layers.findIndex(({ name }) => name === LAST_LAYER) + 1)
  return {
    id: 'mobilenet-v2-nsfwjs-4.4-block-12-mirrored',
    dimensions: CELLS * CELLS * 96,
    /** @param {{ pixels: (size: { width: number, height: number, fit?: 'cover' | 'fill' }) => Promise<Uint8Array> }} picture */
    async embedImage(picture) {
      const bytes = await picture.pixels({ width: SIDE_PX, height: SIDE_PX, fit: 'fill' })
      const data = Float32Array.from(bytes, (byte) => byte / 255)
      return cellsOf(run(used, weights, { height: SIDE_PX, width: SIDE_PX, channels: 3, data }))
    },
  }
}

/**
 * @param {readonly import('./model.js').Layer[]} layers
 * @param {ReadonlyMap<string, Float32Array>} weights
 * @param {import('./layers.js').Maps} input
 */
function run(layers, weights, input) {
  const results = new Map([[layers[0].name, input]])
  for (const layer of layers.slice(1)) {
    const inputs = layer.inputs.map((name) => results.get(name))
    results.set(layer.name, runLayer(layer, inputs, weights))
  }
  return results.get(LAST_LAYER)
}

/**
 * Adds up the points of each cell and of its mirror image, so that mirrored pictures are alike, and leaves out what is everywhere in the
 * picture: the mean of each channel.
 *
 * @param {import('./layers.js').Maps} maps
 */
function cellsOf({ height, width, channels, data }) {
  const sums = new Float32Array(CELLS * CELLS * channels)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (const column of [x, width - 1 - x]) {
        const cell = Math.floor((y * CELLS) / height) * CELLS + Math.floor((column * CELLS) / width)
        for (let channel = 0; channel < channels; channel++)
          sums[cell * channels + channel] += data[(y * width + x) * channels + channel]
      }
  const means = new Float32Array(channels)
  for (let at = 0; at < sums.length; at++) means[at % channels] += sums[at] / (CELLS * CELLS)
  return sums.map((sum, at) => sum - means[at % channels])
}
