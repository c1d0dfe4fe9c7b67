import { Type } from 'typebox'
import { Text, Time, UtcTime } from './nullable.ts'

/** Changes of assets for partners who keep copies, and assets that were sent by e-mail (contract 8.6). */

const AssetChange = Type.Object(
  {
    id: Text({ examples: ['100000001'] }),
    asset_lifecycle: Text({ description: 'New, Update or Delete', examples: ['New'] }),
    asset_type: Text({ description: 'Image or Film', examples: ['Image'] }),
    asset_changed_utc_datetime: UtcTime(),
    uri: Text({ examples: ['https://images.example.org/v3/downloads/images/100000001'] }),
  },
  { title: 'AssetChange' },
)
/** A change set; its id is null if the channel is empty (contract 16, Bodies). */
export const AssetChanges = Type.Object(
  { change_set_id: Text({ examples: ['1001'] }), changed_assets: Type.Array(AssetChange) },
  { title: 'AssetChanges' },
)

const Channel = Type.Object(
  {
    channel_id: Type.Integer({ examples: [1] }),
    asset_family: Text({ description: 'Editorial, Creative or Both', examples: ['Creative'] }),
    channel_type: Text({ examples: ['New,Update,Delete'] }),
    start_date: Time(),
    notification_count: Type.Integer({ examples: [3] }),
    asset_type: Text({ description: 'Image or Film', examples: ['Image'] }),
    oldest_notification_date_utc: Time(),
  },
  { title: 'Channel' },
)
/** The channels of a partner. */
export const Channels = Type.Array(Channel)

const AssetSendEvent = Type.Object(
  {
    asset_id: Text({ examples: ['100000001'] }),
    email_address: Text({ examples: ['ada@example.org'] }),
    timestamp: UtcTime(),
  },
  { title: 'AssetSendEvent' },
)
/** Assets that were sent by e-mail, and the offset at which to continue. */
export const GetSendEventsResponse = Type.Object(
  { last_offset: Time(), asset_send_events: Type.Array(AssetSendEvent) },
  { title: 'GetSendEventsResponse' },
)
