import type { Ability, CHANGE_CHANNELS } from '../access/abilities.ts'
import type { AssetTable, MediaKind } from '../db/tables/assets.ts'

/** A change channel: a family and a kind of media (contract 7, GET /v3/asset-changes/channels). */
export type Channel = {
  /** The id in the API. Clients store it, so it never changes. */
  readonly id: number
  readonly name: (typeof CHANGE_CHANNELS)[number]
  readonly family: AssetTable['family']
  readonly mediaKind: MediaKind
}

/** All channels, by their ids. */
export const CHANNELS: readonly Channel[] = [
  { id: 1, name: 'creative-image', family: 'creative', mediaKind: 'image' },
  { id: 2, name: 'creative-film', family: 'creative', mediaKind: 'video' },
  { id: 3, name: 'editorial-image', family: 'editorial', mediaKind: 'image' },
  { id: 4, name: 'editorial-film', family: 'editorial', mediaKind: 'video' },
]

/** Returns whether a client with these abilities may read a channel. */
export function mayRead(abilities: ReadonlySet<Ability>, { name }: Pick<Channel, 'name'>): boolean {
  return abilities.has(`changes-${name}`)
}

/** Returns the channel of this name. */
export function channelNamed(name: string): Channel {
  return CHANNELS.find((channel) => channel.name === name)!
}
