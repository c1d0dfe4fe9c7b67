import { EventEmitter, once } from 'node:events'
import { isTaken, type TakeLock } from '../../db/process-lock.ts'
import type { RecordsPosition } from '../../db/tables/changes.ts'
import type { OpenedIndex, UpdatingThread } from '../search-index.ts'
import { untilServerReaches } from '../until-server-reaches.ts'
import { indexReader } from './index-reader.ts'
import { BATCH_SIZE, type IndexView, IndexWriter } from './index-writer.ts'
import { mergeSegments } from './merge/merge-segments.ts'
import { FIRST_VERSION, type PublishedView, ViewReceiver } from './published-view.ts'
import { ReaderVersions } from './reader-versions.ts'
import { openProgress } from './store/progress.ts'
import { Snapshots } from './store/snapshot.ts'

const EMPTY: IndexView = { revision: 0, position: 0, assets: [], events: [] }

/**
 * Opens the index that is kept in a folder. Until a thread updates it (`follow`), it is read from the folder when it is
 * first needed, updated here, and saved when it is closed. While a server updates it, which holds the lock that
 * `takeLock` takes, that is left to the server.
 */
export function openEmbeddedIndex(folder: string, takeLock: TakeLock): OpenedIndex {
  const progress = openProgress(folder)
  let own: Promise<OwnIndex> | null = null
  /** Several servers may have opened the same library; all of their threads have the same changes. */
  let threads: readonly PublishedIndex[] = []
  const openOwn = () => {
    own ??= OwnIndex.open(folder)
    return own
  }
  const isUpdatedByServer = () => isTaken(takeLock)
  const current = async () => threads.at(-1)?.view ?? (await openOwn()).writer.view
  const reached = async (): Promise<RecordsPosition> =>
    threads.length === 0 && isUpdatedByServer() ? progress.read() : current()
  return {
    ...indexReader(current, () => threads.at(-1)?.reader ?? 0),
    batchSize: BATCH_SIZE,
    unsaved: () => threads.at(-1)?.unsaved ?? null,
    position: async () => (await reached()).position,
    revision: async () => (await reached()).revision,
    async untilUpdatedElsewhere(point, onPosition) {
      if (await threads.at(-1)?.reach(point)) return true
      return untilServerReaches(point, { isServed: isUpdatedByServer, read: progress.read, onPosition })
    },
    apply: async (batch) => (await openOwn()).apply(batch),
    clear: async (revision) => (await openOwn()).writer.clear(revision),
    follow(thread) {
      const following = new PublishedIndex(thread)
      threads = [...threads, following]
      own = null
      return {
        receive: (message) => following.receive(message as PublishedView),
        loaded: following.untilNext(),
        whole: () => following.whole(),
        end() {
          following.end()
          threads = threads.filter((thread) => thread !== following)
        },
      }
    },
    async close() {
      const release = own && takeLock()
      if (own && release) await (await own).save().finally(release)
    },
  }
}

/** An index in the memory of this thread, which reads and writes it. */
class OwnIndex {
  readonly writer = new IndexWriter(1, async (segments) => mergeSegments(segments, 1))
  readonly #snapshots: Snapshots
  #saved: IndexView | null = null

  static async open(folder: string): Promise<OwnIndex> {
    const index = new OwnIndex(new Snapshots(folder))
    index.#saved = await index.#snapshots.load(1)
    if (index.#saved) index.writer.restore(index.#saved)
    return index
  }

  private constructor(snapshots: Snapshots) {
    this.#snapshots = snapshots
  }

  async apply(batch: Parameters<OpenedIndex['apply']>[0]): Promise<void> {
    this.writer.apply(batch)
    await this.writer.merge()
  }

  async save(): Promise<void> {
    const { view } = this.writer
    if (view.position !== (this.#saved?.position ?? 0) || view.revision !== this.#saved?.revision)
      await this.#snapshots.save(view)
  }
}

/** The views that another thread publishes. */
class PublishedIndex {
  view = EMPTY
  unsaved: string | null = null
  #receiver = new ViewReceiver()
  #last: PublishedView | null = null
  readonly #received = new EventEmitter()
  #isEnded = false
  readonly #thread: UpdatingThread
  readonly #versions: ReaderVersions

  /** The number of this thread, by which it has memory of its own in each segment. */
  get reader(): number {
    return this.#thread.reader
  }

  constructor(thread: UpdatingThread) {
    this.#thread = thread
    this.#versions = new ReaderVersions(thread.versions)
    // NOTE: any number of requests may wait for the same view.
    this.#received.setMaxListeners(0)
  }

  receive(message: PublishedView): void {
    if (message.version === FIRST_VERSION) this.#receiver = new ViewReceiver()
    this.view = this.#receiver.receive(message)
    this.#last = message
    this.unsaved = message.unsaved
    this.#versions.set(this.#thread.reader, message.version)
    this.#received.emit('view')
  }

  whole(): PublishedView | null {
    return this.#last && this.#receiver.whole(this.#last)
  }

  end(): void {
    this.#isEnded = true
    this.#received.emit('view')
  }

  /** Waits until the index has this point of the records. Returns false if the thread ended before. */
  async reach({ revision, position }: RecordsPosition): Promise<boolean> {
    while (this.view.revision !== revision || this.view.position < position) {
      if (this.#isEnded) return false
      const next = this.untilNext()
      this.#thread.wake()
      await next
    }
    return true
  }

  async untilNext(): Promise<void> {
    await once(this.#received, 'view')
  }
}
