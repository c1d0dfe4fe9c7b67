import type { RenditionSpec } from '../media/render.ts'

/**
 * Every size that a picture is shown in (contract 5.3 and 16, Display sizes), in the order in which answers list
 * them. The list is closed: no address can ask for another size. `watermark` is how a caller without a right to
 * the clean picture sees it.
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

export type RenditionSize = (typeof LADDER)[number]
export type RenditionName = RenditionSize['name']

/** The step of the ladder with this name. */
export function sizeNamed(name: RenditionName): RenditionSize {
  return LADDER.find((step) => step.name === name)!
}

/**
 * What ingest makes of every picture from the decode that it needs anyway, with the previews of the gallery's page,
 * which shows dozens of them at once; the rest is made on first demand.
 */
export const INGEST_LADDER: readonly RenditionSpec[] = [
  ...LADDER.filter(({ name }) => (['thumb', 'preview', 'comp'] as RenditionName[]).includes(name)),
  { ...sizeNamed('preview'), watermark: false },
]
