import type { Asset } from '../catalogue/asset.ts'
import { escapeHtml } from '../lib/escape-html.ts'
import type { Links } from './links.ts'
import type { SharedPicture } from './shared-picture.ts'

/** What messengers and social networks show for a shared address. */
export type Shared = {
  readonly url: string
  readonly title: string
  readonly description: string | null
  readonly picture: (SharedPicture & { readonly alt: string }) | null
  readonly video?: SharedVideo | null
}

/** The clip of a shared page with its size in pixels, and the page of its player, if other sites may embed that. */
export type SharedVideo = {
  readonly url: string
  readonly width: number
  readonly height: number
  readonly player: string | null
}

/** All networks cut longer descriptions. */
const MAX_DESCRIPTION = 300

/** The head of a shared page: Open Graph (ogp.me), the Twitter card, its description and its canonical address. */
export function shareTags({ url, title, description, picture, video = null }: Shared): string {
  const short = description === null ? null : shortened(description)
  const properties = {
    'og:site_name': 'Vitrine',
    'og:type': video ? 'video.other' : 'website',
    'og:url': url,
    'og:title': title,
    'og:description': short,
    'og:image': picture?.url,
    'og:image:type': picture && 'image/jpeg',
    'og:image:width': picture?.width,
    'og:image:height': picture?.height,
    'og:image:alt': picture?.alt,
    'og:video': video?.url,
    'og:video:type': video && 'video/mp4',
    'og:video:width': video?.width,
    'og:video:height': video?.height,
  }
  const names = {
    description: short,
    'twitter:card': video?.player ? 'player' : picture ? 'summary_large_image' : 'summary',
    'twitter:title': title,
    'twitter:description': short,
    'twitter:image': picture?.url,
    'twitter:image:alt': picture?.alt,
    ...(video?.player && {
      'twitter:player': video.player,
      'twitter:player:width': video.width,
      'twitter:player:height': video.height,
    }),
  }
  return [
    `<link rel="canonical" href="${escapeHtml(url)}" />`,
    ...tags('property', properties),
    ...tags('name', names),
  ].join('\n    ')
}

const tags = (attribute: string, values: Readonly<Record<string, string | number | null | undefined>>) =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [`<meta ${attribute}="${name}" content="${escapeHtml(String(value))}" />`],
  )

/** Cuts a text after the last whole word within the limit. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  if (characters.length <= MAX_DESCRIPTION) return line
  return `${characters
    .slice(0, MAX_DESCRIPTION)
    .join('')
    .replace(/\s+\S*$/, '')} …`
}

/** The link by which other sites discover oEmbed (oEmbed 1.0, section 4), for what may be embedded. */
export const oembedTag = (asset: Asset, links: Links) =>
  `<link rel="alternate" type="application/json+oembed" title="${escapeHtml(asset.title)}" href="${escapeHtml(links.oembed(asset))}" />`
