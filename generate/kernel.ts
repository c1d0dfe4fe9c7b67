import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/**
 * Compiles src/visual/vectors/wasm/kernel.ts, which is AssemblyScript, to WebAssembly, and writes it as kernel.gen.ts. Run
 * it with `npm run kernel` after a change.
 */
const FOLDER = new URL('../src/visual/vectors/wasm/', import.meta.url)
const COMPILER = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')
const MEMORY_PAGES = { initial: 1, maximum: 65_536 }
const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'],
  ...['--initialMemory', String(MEMORY_PAGES.initial), '--maximumMemory', String(MEMORY_PAGES.maximum)],
]

/** Compiles the kernel and returns the text of kernel.gen.ts. @throws Error with the compiler's messages. */
export async function makeKernel(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-kernel-'))
  try {
    const out = join(folder, 'kernel.wasm')
    const source = fileURLToPath(new URL('kernel.ts', FOLDER))
    await promisify(execFile)(process.execPath, [COMPILER, source, ...OPTIONS, '--outFile', out])
    return [
      '/** The compiled kernel.ts, in Base64. `npm run kernel` makes it. */',
      `export const KERNEL = '${(await readFile(out)).toString('base64')}'`,
      '',
    ].join('\n')
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(new URL('kernel.gen.ts', FOLDER), await makeKernel())
