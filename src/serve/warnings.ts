import { isUsable, openKeyRing } from '../access/key-ring.ts'
import type { Library } from '../compose.ts'
import type { Db } from '../db/database.ts'
import { DEMO_KEY } from '../demo/demo-credentials.ts'
import type { Logger } from '../lib/log.ts'

/** Warns of a server whose demo key works in production, though it is public. */
export async function warnOfDemoKey({ db, now }: Pick<Library, 'db' | 'now'>, logger: Logger): Promise<void> {
  const client = (await openKeyRing(db)).find(DEMO_KEY)
  if (client && isUsable(client, now()))
    logger.warn(
      { client: client.id },
      'the key of the demo customer is public: revoke it with "vitrine keys revoke"',
    )
}

/** Warns of a library with videos that cannot be played, because ffmpeg is missing. */
export async function warnOfMissingFfmpeg(
  { db, clips }: Pick<Library, 'db' | 'clips'>,
  logger: Logger,
): Promise<void> {
  if (clips.isAvailable || !(await hasVideo(db))) return
  logger.warn(
    'ffmpeg is not installed (Debian: ffmpeg; or set ffmpegPath), so that videos have no clips and key frames',
  )
}

async function hasVideo(db: Db): Promise<boolean> {
  const video = await db
    .selectFrom('master')
    .innerJoin('asset', 'asset.id', 'master.assetId')
    .select('asset.id')
    .where('asset.mediaKind', '=', 'video')
    .limit(1)
    .executeTakeFirst()
  return video !== undefined
}
