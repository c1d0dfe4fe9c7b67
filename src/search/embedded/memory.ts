import { KERNEL } from './kernels/kernel.gen.ts'
import type { Kernels } from './kernels/kernels.ts'
import { typedKernels } from './kernels/typed/typed-kernels.ts'
import { type Views, viewsOf } from './kernels/typed/views.ts'

/** The memory of a segment, which threads share by passing `source` to each other. */
export type SegmentMemory = Views & {
  readonly source: WebAssembly.Memory<true> | SharedArrayBuffer
  readonly shorts: Int16Array
  readonly kernels: Kernels
  /**
   * As large as what is used of the memory, never touched and so without a page of its own. Garbage collectors do not count
   * shared memory, so that a thread that has little else to do would keep that of segments which are long gone.
   */
  readonly counted: ArrayBuffer | null
}

/** Addresses are used as signed numbers of 4 bytes. */
export const MAX_MEMORY_BYTES = 2 ** 31
const PAGE_BYTES = 65_536
/**
 * A WebAssembly memory reserves gigabytes of addresses, whatever its size, and a thread that makes or receives a dozen of
 * them collects all its garbage. Smaller segments come and go too often for that, and are searched fast enough without.
 */
const MIN_WEB_ASSEMBLY_BYTES = 4_000_000
/**
 * What queries use of their memory in a small segment, which has much more for the longest ones. If all of it were counted, each
 * thread would collect all its garbage once a second while records are edited.
 */
const USED_SCRATCH_BYTES = 131_072

let compiled: WebAssembly.Module | null | undefined

/** The kernels in WebAssembly; null under --jitless, and on processors without SIMD. */
function webAssembly(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled
  const bytes = Buffer.from(KERNEL, 'base64')
  compiled =
    typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes) ? null : new WebAssembly.Module(bytes)
  return compiled
}

/** Allocates memory for a segment of so many bytes and for so many more to search it, filled with zeros. */
export function allocateMemory(segmentBytes: number, scratchBytes: number): SegmentMemory {
  const bytes = segmentBytes + scratchBytes
  if (segmentBytes >= MIN_WEB_ASSEMBLY_BYTES && webAssembly() !== null) {
    const pages = Math.ceil(bytes / PAGE_BYTES)
    return openMemory(new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }), segmentBytes)
  }
  return openMemory(new SharedArrayBuffer(Math.ceil(bytes / 8) * 8), segmentBytes)
}

/** Opens memory that was allocated for a segment of so many bytes, here or by another thread. */
export function openMemory(source: SegmentMemory['source'], segmentBytes: number): SegmentMemory {
  const buffer = source instanceof WebAssembly.Memory ? source.buffer : source
  const kernels =
    source instanceof WebAssembly.Memory
      ? (new WebAssembly.Instance(webAssembly()!, { env: { memory: source } }).exports as unknown as Kernels)
      : typedKernels(buffer)
  return {
    source,
    ...viewsOf(buffer),
    shorts: new Int16Array(buffer),
    kernels,
    counted: source instanceof WebAssembly.Memory ? null : new ArrayBuffer(segmentBytes + USED_SCRATCH_BYTES),
  }
}
