import type { Asset } from '../../catalogue/asset.ts'
import type { AssetReader } from '../../catalogue/asset-reader.ts'
import type { PresentedAsset } from './shared-members.ts'

/** What the members of an asset depend on besides its record, if all of them are in `OF_RECORD`. */
export type PresentedFor = {
  readonly selection: { readonly members: ReadonlySet<string>; readonly sizes: readonly string[] }
  /** Equal links are the same object (links.ts). */
  readonly links: object
  /** Identifies abilities, rights and country of the caller, on which the sizes without a watermark depend. */
  readonly state: string
}

type KeptMembers = PresentedFor & { readonly presented: PresentedAsset }

/** Members that are made of the record of an asset alone, and of its links; those of all sets of images but `detail_set`. */
const OF_RECORD: ReadonlySet<string> = new Set([
  'artist',
  'asset_family',
  'asset_type',
  'caption',
  'collection_code',
  'collection_id',
  'collection_name',
  'date_created',
  'date_submitted',
  'display_sizes',
  'graphical_style',
  'id',
  'license_model',
  'max_dimensions',
  'orientation',
  'quality_rank',
  'title',
])

/** What an asset takes in memory as it was presented, and each of its display sizes, in bytes. */
const [BYTES, BYTES_PER_SIZE] = [500, 500]

/** How assets were presented, with their records. */
type KeptPresented = {
  /** Returns how an asset was presented the last time, if it would be presented in the same way now, else null. */
  readonly find: (asset: Asset) => PresentedAsset | null
  /** Keeps how an asset was presented, and returns it. */
  readonly keep: (asset: Asset, presented: PresentedAsset) => PresentedAsset
}

const NOTHING: KeptPresented = { find: () => null, keep: (_asset, presented) => presented }

/**
 * Returns what is kept of how assets were presented. Signing the links to the pictures of a page would otherwise take as long
 * as finding them.
 */
export function keptMembers(assets: AssetReader, { selection, links, state }: PresentedFor): KeptPresented {
  for (const member of selection.members) if (!OF_RECORD.has(member)) return NOTHING
  const bytes = BYTES + BYTES_PER_SIZE * selection.sizes.length
  return {
    find(asset) {
      const made = assets.madeOf(asset) as KeptMembers | null
      if (made?.selection === selection && made.links === links && made.state === state) return made.presented
      return null
    },
    keep(asset, presented) {
      assets.keepMade(asset, { selection, links, state, presented } satisfies KeptMembers, bytes)
      return presented
    },
  }
}
