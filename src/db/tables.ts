import type { AccessTables } from './tables/access.ts'
import type { AssetsTables } from './tables/assets.ts'
import type { BoardsTables } from './tables/boards.ts'
import type { ChangesTables } from './tables/changes.ts'
import type { EventsTables } from './tables/events.ts'
import type { FeedsTables } from './tables/feeds.ts'
import type { FramesTables } from './tables/frames.ts'
import type { IngestJobsTables } from './tables/ingest-jobs.ts'
import type { LeasesTables } from './tables/leases.ts'
import type { NamesTables } from './tables/names.ts'
import type { PurchasesTables } from './tables/purchases.ts'
import type { RecallsTables } from './tables/recalls.ts'
import type { RenditionsTables } from './tables/renditions.ts'
import type { RightsTables } from './tables/rights.ts'
import type { SendsTables } from './tables/sends.ts'
import type { SourcesTables } from './tables/sources.ts'
import type { TranscodesTables } from './tables/transcodes.ts'
import type { UploadsTables } from './tables/uploads.ts'
import type { UsageTables } from './tables/usage.ts'
import type { WebhooksTables } from './tables/webhooks.ts'

/**
 * The database tables. Columns whose names end in `Ms` are times in milliseconds since 1970 UTC; flags are 0 or 1. The
 * tables are created in migrations/.
 */
export type Tables = AssetsTables &
  NamesTables &
  EventsTables &
  SourcesTables &
  IngestJobsTables &
  RenditionsTables &
  TranscodesTables &
  ChangesTables &
  LeasesTables &
  FramesTables &
  FeedsTables &
  UploadsTables &
  RecallsTables &
  AccessTables &
  RightsTables &
  UsageTables &
  PurchasesTables &
  SendsTables &
  BoardsTables &
  WebhooksTables
