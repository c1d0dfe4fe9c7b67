import { runLayer } from './layers.js'
import { readModel } from './model.js'

/**
 * An embedder for Vitrine: MobileNetV2 (Sandler et al., 2018) with the weights that the npm package nsfwjs has (MIT), in plain
 * JavaScript. A picture takes about half a second of processor time. Its vectors are what the network makes of a picture
 * before it decides on a class, so that they say what is in it.
 *
 * Install the weights with `npm install --ignore-scripts --legacy-peer-deps` in this folder (without the second option, npm
 * also installs TensorFlow.js, which is not used), and start Vitrine with `--embedder examples/mobilenet/embedder.js`.
 */
const SIDE_PX = 224
/** The last layer before the classification. */
const LAST_LAYER = 'flatten_1'

/** Returns the embedder: see docs/how-to/visual-search.md. */
export default function openMobilenet() {
  const { layers, weights } = readModel()
  const used = layers.slice(0, layers.findIndex(({ name }) => name === LAST_LAYER) + 1)
  return {
    id: 'mobilenet-v2-nsfwjs-4.4',
    dimensions: 1280,
    /** @param {{ pixels: (size: { width: number, height: number, fit?: 'cover' | 'fill' }) => Promise<Uint8Array> }} picture */
    async embedImage(picture) {
      const bytes = await picture.pixels({ width: SIDE_PX, height: SIDE_PX, fit: 'fill' })
      const data = Float32Array.from(bytes, (byte) => byte / 255)
      return run(used, weights, { height: SIDE_PX, width: SIDE_PX, channels: 3, data })
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
  return results.get(LAST_LAYER).data
}
