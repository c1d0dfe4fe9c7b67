import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Embedder } from '../embedder.ts'
import { openOnnxEmbedder } from './onnx-embedder.ts'

/**
 * Loads the embedder of a file: an ONNX model, or a module whose default export is an embedder or a function that returns
 * one.
 *
 * @throws Error that tells what is wrong with the file.
 */
export async function loadEmbedder(path: string): Promise<Embedder> {
  const file = resolve(path)
  if (file.endsWith('.onnx')) return openOnnxEmbedder(file)
  const { default: given } = (await import(pathToFileURL(file).href)) as { default?: unknown }
  const embedder = typeof given === 'function' ? await given() : given
  if (isEmbedder(embedder)) return embedder
  throw new Error('its default export is no embedder: { id, dimensions, embedImage }')
}

function isEmbedder(given: unknown): given is Embedder {
  const { id, dimensions, embedImage } = (given ?? {}) as Partial<Embedder>
  return (
    typeof id === 'string' &&
    id !== '' &&
    Number.isInteger(dimensions) &&
    dimensions! > 0 &&
    typeof embedImage === 'function'
  )
}
