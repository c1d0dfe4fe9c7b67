import { type Fields, type Mistake, RECORD_KINDS, type RecordKind } from '../manifest/manifest-line.ts'
import type { Mapping } from './mapping.ts'
import type { MappingInput } from './mapping-input.ts'
import { namesOnPath } from './names-on-path.ts'
import { quoted } from './readings.ts'
import { type MappedAsset, toAsset } from './to-asset.ts'
import { type MappedOrder, toOrder } from './to-order.ts'
import {
  type MappedCollection,
  type MappedEvent,
  type MappedKeyword,
  toCollection,
  toEvent,
  toKeyword,
} from './to-others.ts'
import { type MappedSendEvent, toSendEvent } from './to-send-event.ts'
import { Values } from './values.ts'

/** A record in our terms, of any kind. */
export type Mapped =
  | MappedAsset
  | MappedEvent
  | MappedCollection
  | MappedKeyword
  | MappedOrder
  | MappedSendEvent

/** Maps one record of a manifest, or returns what is wrong with it. `id` is its id in the source, if it has one. */
export function mapRecord(
  mapping: Mapping,
  fields: Fields,
  source: string,
):
  | Mapped
  | { readonly kind: RecordKind | null; readonly id: string | null; readonly mistakes: readonly Mistake[] } {
  const input = { manifest: fields, iptc: null, path: null, source: { name: source } }
  const given = String(mapping.kind(input))
  const kind = RECORD_KINDS.find((it) => it === given.toLowerCase()) ?? null
  const id = idOf(mapping, kind, input)
  if (kind === null)
    return {
      kind,
      id,
      mistakes: [mistake('kind', `${quoted(given)} must be one of ${RECORD_KINDS.join(', ')}.`)],
    }
  const mapped = READERS[kind](mapping, input)
  return 'kind' in mapped ? mapped : { kind, id, mistakes: mapped }
}

const READERS = {
  asset: toAssetOfManifest,
  video: toAssetOfManifest,
  event: toEvent,
  collection: toCollection,
  keyword: toKeyword,
  order: toOrder,
  send_event: toSendEvent,
}

const mistake = (field: string | null, reason: string): Mistake => ({ field, reason })

/** NOTE: an asset of a manifest needs an id or a file, by which it is identified when it is ingested again. */
function toAssetOfManifest(mapping: Mapping, input: MappingInput): MappedAsset | readonly Mistake[] {
  const file = mapping.asset.file(input)
  const path = typeof file === 'string' ? namesOnPath(file) : null
  const asset = toAsset(mapping, { ...input, path })
  if ('kind' in asset && asset.id === null && asset.file === null)
    return [mistake('id', 'It is missing, and there is no file by which the record could be identified.')]
  return asset
}

function idOf(mapping: Mapping, kind: RecordKind | null, input: MappingInput): string | null {
  if (kind === 'keyword') return null
  const rules = mapping[kind === null || kind === 'video' ? 'asset' : kind]
  return new Values<'id'>(rules, input).read('id', (id) => (typeof id === 'object' ? null : String(id)))
}
