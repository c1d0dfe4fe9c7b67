import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/**
 * Compiles the kernels, which are AssemblyScript, to WebAssembly, and writes each as a module with its bytes in Base64. Run
 * it with `npm run kernel` after a change.
 */
const COMPILER = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')
const MEMORY_PAGES = { initial: 1, maximum: 65_536 }
const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'],
  ...['--initialMemory', String(MEMORY_PAGES.initial), '--maximumMemory', String(MEMORY_PAGES.maximum)],
]

/** The kernels: where each begins and which memory it works on. */
export const KERNELS = {
  visual: { folder: '../src/visual/vectors/wasm/', source: 'kernel.ts', options: [] },
  // Threads search one copy of the index.
  search: {
    folder: '../src/search/embedded/kernels/wasm/',
    source: 'kernel.ts',
    options: ['--sharedMemory', '--enable', 'threads'],
  },
} as const

type Kernel = (typeof KERNELS)[keyof typeof KERNELS]

/** Returns the address of the module that is made of a kernel. */
export const moduleOf = ({ folder }: Kernel): URL => new URL(`${folder}../kernel.gen.ts`, import.meta.url)

/** Compiles a kernel and returns the text of its module. @throws Error with the compiler's messages. */
export async function makeKernel({ folder, source, options }: Kernel): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'vitrine-kernel-'))
  try {
    const out = join(temporary, 'kernel.wasm')
    const path = fileURLToPath(new URL(folder + source, import.meta.url))
    await promisify(execFile)(process.execPath, [COMPILER, path, ...OPTIONS, ...options, '--outFile', out])
    return [
      `/** The compiled ${source}, in Base64. \`npm run kernel\` makes it. */`,
      `export const KERNEL = '${(await readFile(out)).toString('base64')}'`,
      '',
    ].join('\n')
  } finally {
    await rm(temporary, { recursive: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const kernel of Object.values(KERNELS)) await writeFile(moduleOf(kernel), await makeKernel(kernel))
