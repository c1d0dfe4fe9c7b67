import type { RenditionSpec } from '../media/render.ts'

/**
 * The display sizes of pictures (contract 5.3 and 16, Display sizes), in the order in which answers list them. The list
 * is closed: no link can ask for another size. `watermark` is how callers who may not see the clean picture get it.
 */
export const LADDER = [
  { name: 'comp', bound: { longestSidePx: 612 }, mediaType: 'image/jpeg', watermark: true },
  { name: 'comp_webp', bound: { longestSidePx: 612 }, mediaType: 'image/webp', watermark: true },
  {
    name: 'preview',
    bound: { areaPx: 170_667, longestSidePx: 506 },
    mediaType: 'image/jpeg',
    watermark: true,
  },
  { name: 'thumb', bound: { longestSidePx: 170 }, mediaType: 'image/jpeg', watermark: false },
  { name: 'mid_res_comp', bound: { longestSidePx: 1024 }, mediaType: 'image/jpeg', watermark: true },
  { name: 'mid_res_comp_webp', bound: { longestSidePx: 1024 }, mediaType: 'image/webp', watermark: true },
  { name: 'high_res_comp', bound: { longestSidePx: 2048 }, mediaType: 'image/jpeg', watermark: true },
  { name: 'high_res_comp_webp', bound: { longestSidePx: 2048 }, mediaType: 'image/webp', watermark: true },
] as const satisfies readonly RenditionSpec[]

/** One display size. */
export type RenditionSize = (typeof LADDER)[number]
/** The name of a display size. */
export type RenditionName = RenditionSize['name']

/** The display size with this name. */
export function sizeNamed(name: RenditionName): RenditionSize {
  return LADDER.find((step) => step.name === name)!
}

/**
 * The renditions that ingest makes of every picture, since it decodes the picture anyway, including the gallery's
 * previews, of which a page shows dozens at once. All others are made on demand.
 */
export const INGEST_LADDER: readonly RenditionSpec[] = [
  ...LADDER.filter(({ name }) => (['thumb', 'preview', 'comp'] as RenditionName[]).includes(name)),
  { ...sizeNamed('preview'), watermark: false },
]
