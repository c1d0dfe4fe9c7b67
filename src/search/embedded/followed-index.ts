import type { FollowedIndex, IndexSharing } from '../search-index.ts'
import { BATCH_SIZE, IndexWriter } from './index-writer.ts'
import { mergeInThread } from './merge/merge-in-thread.ts'
import { ViewPublisher } from './published-view.ts'
import { ReaderVersions } from './reader-versions.ts'
import { openProgress } from './store/progress.ts'
import { Snapshots } from './store/snapshot.ts'

/** A snapshot is saved at most so often while the index changes, and tried again so long after a failure. */
const SAVE_EVERY_MS = 60_000
const RETRY_MS = 10_000
/** The index is at rest when it has not changed for so long. */
const REST_MS = 5000

/**
 * Opens the index that was saved last in a folder, or an empty one, and publishes it. `maintain` merges segments, and
 * saves the index when it is time for that; `close` saves it.
 */
export async function openFollowedIndex(
  folder: string,
  { threads, versions: buffer, publish, onUnsaved, isOwner }: IndexSharing,
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
  let isSaved = true
  let changedMs = performance.now()
  // A new index is saved soon, because building it again takes longest.
  let nextSaveMs = saved ? performance.now() + SAVE_EVERY_MS : 0
  let unsaved: string | null = null
  const publishNow = () => {
    const view = publisher.publish(writer.view, unsaved)
    version = view.version
    publish(view)
    progress.note(view)
  }
  const save = async () => {
    if (isSaved || !isOwner()) return
    isSaved = true
    const failure = await snapshots.save(writer.view).then(() => null, messageOf)
    nextSaveMs = performance.now() + (failure === null ? SAVE_EVERY_MS : RETRY_MS)
    if (failure !== null) isSaved = false
    if (failure === unsaved) return
    unsaved = failure
    if (failure !== null) onUnsaved(failure)
    publishNow()
  }
  publishNow()
  return {
    batchSize: BATCH_SIZE,
    position: async () => writer.view.position,
    async apply(batch) {
      await versions.untilAll(version - 1)
      writer.apply(batch)
      changedMs = performance.now()
      isSaved = false
      publishNow()
    },
    untilUpdatedElsewhere: async () => null,
    revision: async () => writer.view.revision,
    async clear(revision) {
      writer.clear(revision)
      isSaved = false
      publishNow()
    },
    async maintain() {
      const onMerged = () => {
        isSaved = false
        publishNow()
      }
      await writer.merge(onMerged, performance.now() > changedMs + REST_MS)
      if (performance.now() > nextSaveMs) await save()
    },
    async close() {
      await stop()
      await save()
    },
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
