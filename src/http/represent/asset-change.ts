import type { AssetChange } from '../../feeds/asset-change.ts'
import type { ChannelState } from '../../feeds/channel-states.ts'
import type { Channel } from '../../feeds/channels.ts'
import type { Links } from '../links.ts'
import { time } from './time.ts'

/** A channel in the format of the contract (8.6). */
export const presentChannel = (
  { channel, waiting, oldestMs }: ChannelState,
  { createdMs }: { readonly createdMs: number },
) => ({
  channel_id: channel.id,
  asset_family: channel.family === 'creative' ? 'Creative' : 'Editorial',
  channel_type: 'New,Update,Delete',
  start_date: time(createdMs),
  notification_count: waiting,
  asset_type: typeOf(channel),
  oldest_notification_date_utc: time(oldestMs),
})

/** A change in the format of the contract (8.6); only new assets have the address at which they are downloaded. */
export const presentChange = ({ assetId, lifecycle, atMs }: AssetChange, channel: Channel, links: Links) => ({
  id: String(assetId),
  asset_lifecycle: lifecycle,
  asset_type: typeOf(channel),
  asset_changed_utc_datetime: time(atMs)!,
  uri: lifecycle === 'New' ? links.api(`/v3/downloads/${channel.mediaKind}s/${assetId}`) : null,
})

const typeOf = ({ mediaKind }: Channel) => (mediaKind === 'image' ? 'Image' : 'Film')
