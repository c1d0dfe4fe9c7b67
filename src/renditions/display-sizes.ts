import type { Ability } from '../access/abilities.ts'
import { LADDER, type RenditionName } from './ladder.ts'

/** Sizes that need the ability to see large ones (contract 16, Display sizes). */
const LARGE = new Set<string>(['mid_res_comp', 'mid_res_comp_webp', 'high_res_comp', 'high_res_comp_webp'])

/** Returns whether a size may be seen at all, with or without a watermark. */
export const maySee = (size: string, abilities: ReadonlySet<Ability>): boolean =>
  abilities.has('large') || !LARGE.has(size)

/** The sizes without a watermark, by the largest of them that is shown so. */
const CLEAN_UP_TO = {
  thumb: new Set<RenditionName>(['thumb']),
  preview: new Set<RenditionName>(['thumb', 'preview']),
  comp: new Set<RenditionName>(['thumb', 'preview', 'comp', 'comp_webp']),
} as const
const ALL = new Set<RenditionName>(LADDER.map(({ name }) => name))

/** The largest size that the gallery's page shows without a watermark. */
export type GalleryClean = keyof typeof CLEAN_UP_TO

/**
 * The sizes of an asset that are shown without a watermark (contract 16, Display sizes): all to whom the owner allows it
 * and to customers whose agreement covers the asset, those that `galleryClean` names to an open page of the gallery (null
 * elsewhere), the thumb to everybody.
 */
export const cleanSizes = ({
  abilities,
  galleryClean,
  isCovered,
}: {
  readonly abilities: ReadonlySet<Ability>
  readonly galleryClean: GalleryClean | null
  readonly isCovered: boolean
}): ReadonlySet<RenditionName> =>
  isCovered || abilities.has('unwatermarked') ? ALL : CLEAN_UP_TO[galleryClean ?? 'thumb']

/** The sizes without a watermark of those about whom nothing is known. */
export const PUBLIC_CLEAN = CLEAN_UP_TO.thumb
