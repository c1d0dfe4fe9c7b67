import type { FollowedIndex, IndexSharing } from '../search-index.ts'
import { BATCH_SIZE, IndexWriter } from './index-writer.ts'
import { mergeInThread } from './merge/merge-in-thread.ts'
import { ViewPublisher } from './published-view.ts'
import { ReaderVersions } from './reader-versions.ts'
import { openProgress } from './store/progress.ts'
import { Snapshots } from './store/snapshot.ts'

/** A snapshot is saved at most so often while the index changes. */
const SAVE_EVERY_MS = 60_000

/**
 * Opens the index that was saved last in a folder, or an empty one, and publishes it. `maintain` merges segments, and
 * saves the index when it is time for that; `close` saves it.
 */
export async function openFollowedIndex(
  folder: string,
  { threads, versions: buffer, publish, isOwner }: IndexSharing,
): Promise<FollowedIndex> {
  const snapshots = new Snapshots(folder)
  const versions = new ReaderVersions(buffer)
  const { merge, stop } = mergeInThread(threads)
  const writer = new IndexWriter(threads, merge)
  const publisher = new ViewPublisher()
  const progress = openProgress(folder)
  const saved = await snapshots.load(threads)
  if (saved) writer.restore(saved)
  let version = 0
  let savedPosition = writer.view.position
  let savedMs = performance.now()
  const publishNow = () => {
    const view = publisher.publish(writer.view)
    version = view.version
    publish(view)
    progress.note(view)
  }
  const save = async () => {
    const { view } = writer
    if (view.position === savedPosition || !isOwner()) return
    savedMs = performance.now()
    await snapshots.save(view)
    savedPosition = view.position
  }
  publishNow()
  return {
    batchSize: BATCH_SIZE,
    position: async () => writer.view.position,
    async apply(batch) {
      await versions.untilAll(version - 1)
      writer.apply(batch)
      publishNow()
    },
    isUpdatedElsewhere: async () => false,
    revision: async () => writer.view.revision,
    async clear(revision) {
      writer.clear(revision)
      savedPosition = -1
      publishNow()
    },
    async maintain() {
      await writer.merge(publishNow)
      if (performance.now() - savedMs > SAVE_EVERY_MS) await save()
    },
    async close() {
      await stop()
      await save()
    },
  }
}
