import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const FOLDER = 'nsfwjs/dist/models/mobilenet_v2'

/** @typedef {{ name: string, type: string, config: any, inputs: string[] }} Layer */

/**
 * Reads the layers and weights of the model, which is in the format of TensorFlow.js: a description as JSON, and weights as
 * bytes in Base64 that stand for numbers from `min` in steps of `scale`.
 *
 * @returns {{ layers: Layer[], weights: Map<string, Float32Array> }}
 */
export function readModel() {
  const { folder, model, shard } = requireModel()
  const { modelTopology, weightsManifest } = model
  const layers = modelTopology.model_config.config.layers.map((layer) => ({
    name: layer.name,
    type: layer.class_name,
    config: layer.config,
    inputs: (layer.inbound_nodes[0] ?? []).map(([name]) => name),
  }))
  if (weightsManifest.length !== 1)
    throw new Error(`${folder} is not the model that this example was made for.`)
  return { layers, weights: readWeights(weightsManifest[0].weights, Buffer.from(shard, 'base64')) }
}

function requireModel() {
  const { resolve } = require
  // The package exports a module that loads these two files; they are read directly, without the rest of the package.
  const folder = resolve('nsfwjs/models/mobilenet_v2').replace(/dist[\\/].*$/, '')
  const file = (name) => require(`${folder}dist/models/mobilenet_v2/${name}`)
  return { folder: FOLDER, model: file('model.min.js'), shard: file('group1-shard1of1.min.js') }
}

function readWeights(entries, bytes) {
  const weights = new Map()
  let at = 0
  for (const { name, shape, quantization } of entries) {
    const count = shape.reduce((product, side) => product * side, 1)
    const values = Float32Array.from(
      bytes.subarray(at, at + count),
      (byte) => byte * quantization.scale + quantization.min,
    )
    weights.set(name, values)
    at += count
  }
  return weights
}
