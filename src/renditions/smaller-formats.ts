import type { RenditionSpec } from '../media/render.ts'
import { LADDER, type RenditionName } from './ladder.ts'

/** The name of a display size in AVIF. It is in no link: who asks for a JPEG and accepts AVIF gets it. */
export type AvifName = `${RenditionName}_avif`

/** The display sizes of JPEGs in AVIF. */
export const AVIF_LADDER: readonly (RenditionSpec & { readonly name: AvifName })[] = LADDER.filter(
  ({ mediaType }) => mediaType === 'image/jpeg',
).map((size) => ({ ...size, name: `${size.name}_avif`, mediaType: 'image/avif' }))

/** Returns the smallest rendition of a display size in a format that is accepted; null if that is the size itself. */
export function smallerFormat(
  name: string,
  accepts: (mediaType: string) => boolean,
): AvifName | RenditionName | null {
  const webp = LADDER.find((size) => size.name === `${name}_webp`)
  if (accepts('image/avif')) return AVIF_LADDER.find((size) => size.name === `${name}_avif`)?.name ?? null
  return webp && accepts(webp.mediaType) ? webp.name : null
}
