import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** How an Emscripten module is started: with its program, which it would otherwise load itself. */
type Factory<T> = (options: {
  readonly instantiateWasm: (imports: object, receive: (instance: WebAssembly.Instance) => void) => object
  readonly noInitialRun: true
  readonly print: () => void
  readonly printErr: () => void
}) => Promise<T> | T

const require = createRequire(import.meta.url)

/**
 * Loads a library of WebAssembly when it is first needed, and starts a new instance of it for each file: memory of
 * WebAssembly never shrinks, and nothing that a hostile file did to it is left for the next one.
 */
export function wasmLibrary<T>(script: string, program: string): () => Promise<T> {
  let loaded: Promise<[Factory<T>, WebAssembly.Module]> | undefined
  return async () => {
    loaded ??= load<T>(script, program)
    const [start, module] = await loaded
    return start({
      noInitialRun: true,
      print: () => {},
      printErr: () => {},
      instantiateWasm: (imports, receive) => {
        const instance = new WebAssembly.Instance(module, imports)
        receive(instance)
        return instance.exports
      },
    })
  }
}

async function load<T>(script: string, program: string): Promise<[Factory<T>, WebAssembly.Module]> {
  const imported = (await import(pathToFileURL(require.resolve(script)).href)) as { default: Factory<T> }
  return [imported.default, await WebAssembly.compile(await readFile(require.resolve(program)))]
}
