import { KERNEL } from './kernel.gen.ts'

/** The functions of wasm/kernel.ts, which explains them, and the memory that they work on. */
export type Kernel = {
  readonly memory: WebAssembly.Memory
  products(query: number, rows: number, count: number, rowBytes: number, out: number): void
  productsOf(query: number, rows: number, numbers: number, count: number, rowBytes: number, out: number): void
  estimates(
    query: number,
    sketches: number,
    numbers: number,
    count: number,
    cosines: number,
    out: number,
  ): void
  candidates(
    query: number,
    sketches: number,
    first: number,
    count: number,
    cosines: number,
    least: number,
    out: number,
  ): number
}

const PAGE_BYTES = 65_536
const MAX_PAGES = 65_536
/** Share of the memory by which it grows at least. */
const GROWTH = 1 / 4

let compiled: WebAssembly.Module | null | undefined

/** Returns whether this machine can run the kernel. */
export const hasKernel = (): boolean => compileKernel() !== null

/** Starts the kernel with memory of its own. @throws Error where it cannot run. */
export function startKernel(bytes: number): Kernel {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES), maximum: MAX_PAGES })
  const { exports } = new WebAssembly.Instance(compileKernel()!, { env: { memory } })
  return { ...(exports as unknown as Omit<Kernel, 'memory'>), memory }
}

/** Makes the memory at least this large. @throws RangeError when there is not enough. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const pages = memory.buffer.byteLength / PAGE_BYTES
  const needed = Math.ceil(bytes / PAGE_BYTES)
  if (needed <= pages) return
  const wanted = Math.min(MAX_PAGES, Math.max(needed, Math.ceil(pages * (1 + GROWTH))))
  memory.grow(wanted - pages)
}

function compileKernel(): WebAssembly.Module | null {
  compiled ??= compile()
  return compiled
}

function compile(): WebAssembly.Module | null {
  const bytes = Buffer.from(KERNEL, 'base64')
  // NOTE: there is no WebAssembly at all under --jitless, and no SIMD on old processors.
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return null
  return new WebAssembly.Module(bytes)
}
