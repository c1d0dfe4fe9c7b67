import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** What is used of onnxruntime-node. */
export type OnnxRuntime = {
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => OnnxTensor
  readonly InferenceSession: {
    create(path: string, options: { readonly intraOpNumThreads: number }): Promise<OnnxSession>
  }
}

/** Values in rows: the last dimension varies fastest. */
export type OnnxTensor = { readonly data: ArrayLike<number>; readonly dims: readonly number[] }

/** A loaded model. */
export type OnnxSession = {
  readonly inputMetadata: readonly OnnxValue[]
  readonly outputMetadata: readonly OnnxValue[]
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>
}

/** An input or output of a model; a size that may vary has a name, or is -1. */
export type OnnxValue = {
  readonly name: string
  readonly type?: string
  readonly shape?: readonly (number | string)[]
}

const PACKAGE = 'onnxruntime-node'

/**
 * Loads the optional package onnxruntime-node: installed in the folder of the model or above, or beside vitrine.
 *
 * @throws Error that tells how to install it.
 */
export async function loadOnnxRuntime(model: string): Promise<OnnxRuntime> {
  const path = [model, import.meta.url].map(findPackage).find((found) => found !== null)
  if (!path) throw new Error(`an ONNX model needs the npm package ${PACKAGE}, beside vitrine or the model`)
  const loaded = (await import(pathToFileURL(path).href)) as { default: OnnxRuntime }
  return loaded.default
}

function findPackage(from: string): string | null {
  try {
    return createRequire(from).resolve(PACKAGE)
  } catch {
    return null
  }
}
