/** How large a rendition may be: by its longest side, or by its area. */
export type Bound = { readonly longestSidePx: number } | { readonly areaPx: number }

export type Dimensions = { readonly width: number; readonly height: number }

/** The size of a rendition: the original's shape within the bound, never enlarged, at least one pixel each way. */
export function sizeOf({ width, height }: Dimensions, bound: Bound): Dimensions {
  const scale =
    'areaPx' in bound
      ? Math.sqrt(bound.areaPx / (width * height))
      : bound.longestSidePx / Math.max(width, height)
  if (scale >= 1) return { width, height }
  const fitted = { width: atLeastOne(width * scale), height: atLeastOne(height * scale) }
  if (!('areaPx' in bound) || fitted.width * fitted.height <= bound.areaPx) return fitted
  return { width: atLeastOne(Math.floor(width * scale)), height: atLeastOne(Math.floor(height * scale)) }
}

const atLeastOne = (length: number) => Math.max(1, Math.round(length))
