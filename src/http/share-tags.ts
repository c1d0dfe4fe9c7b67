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
}

/** All networks cut longer descriptions. */
const MAX_DESCRIPTION = 300

/** The head of a shared page: Open Graph (ogp.me), the Twitter card, its description and its canonical address. */
export function shareTags({ url, title, description, picture }: Shared): string {
  const short = description === null ? null : shortened(description)
  const properties = {
    'og:site_name': 'Vitrine',
    'og:type': 'website',
    'og:url': url,
    'og:title': title,
    'og:description': short,
    'og:image': picture?.url,
    'og:image:type': picture && 'image/jpeg',
    'og:image:width': picture?.width,
    'og:image:height': picture?.height,
    'og:image:alt': picture?.alt,
  }
  const names = {
    description: short,
    'twitter:card': picture ? 'summary_large_image' : 'summary',
    'twitter:title': title,
    'twitter:description': short,
    'twitter:image': picture?.url,
    'twitter:image:alt': picture?.alt,
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

/** The link by which other sites discover oEmbed (oEmbed 1.0, section 4); only for pictures that may be embedded. */
export const oembedTag = (asset: Asset, links: Links) =>
  asset.isEmbeddable === 1
    ? `<link rel="alternate" type="application/json+oembed" href="${escapeHtml(links.oembed(asset))}" />`
    : ''
