import type { Kernels } from '../kernels.ts'
import { bitmapKernels } from './bitmaps.ts'
import { impactKernels } from './impacts.ts'
import { listKernels } from './lists.ts'
import { positionKernels } from './positions.ts'
import { scoreKernels } from './scores.ts'
import { valueKernels } from './values.ts'
import { viewsOf } from './views.ts'

/** Returns the kernels over typed arrays for a block of memory. */
export function typedKernels(buffer: ArrayBufferLike): Kernels {
  const views = viewsOf(buffer)
  return {
    ...bitmapKernels(views),
    ...listKernels(views),
    ...impactKernels(views),
    ...positionKernels(views),
    ...scoreKernels(views),
    ...valueKernels(views),
  }
}
