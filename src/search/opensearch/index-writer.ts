import type { RecordsPosition } from '../../db/tables/changes.ts'
import { fold } from '../../lib/fold.ts'
import type { IndexBatch } from '../search-index.ts'
import { UnreachableIndex } from '../unreachable-index.ts'
import { type BulkItem, writeBulk } from './bulk.ts'
import type { Connection } from './connection.ts'
import { assetFields, eventFields, wordsOf } from './document-fields.ts'
import { type Generation, type Generations, NOTHING } from './generations.ts'
import type { Part } from './mappings.ts'

/** Larger batches cost less per change, but what is in one is not found before its end. */
export const BATCH_SIZE = { minChanges: 50, maxChanges: 4000, targetMs: 1000 }

/** How many words are remembered that OpenSearch has already. */
const MAX_STORED = 200_000

/**
 * Writes batches of changes. Documents have the position of their change as their version, so that writing a batch again, or by
 * two nodes at once, changes nothing. The position of the index is written when all documents can be found: whoever reads
 * it finds them.
 */
export class IndexWriter {
  readonly #connection: Connection
  readonly #generations: Generations
  /** The generation that batches follow, and the position from which on; null as long as nobody has asked. */
  #followed: { readonly id: string | null; readonly position: number } | null = null
  /** Words of this generation. */
  #stored: { readonly id: string; readonly words: Set<string> } = { id: '', words: new Set() }

  constructor(connection: Connection, generations: Generations) {
    this.#connection = connection
    this.#generations = generations
  }

  /** Returns how far the index has come: what is written next has to follow that. */
  async point(): Promise<RecordsPosition> {
    const generation = await this.#generations.current()
    this.#followed = { id: generation?.id ?? null, position: generation?.position ?? 0 }
    return generation ?? NOTHING
  }

  /** Begins an index that is empty. */
  async clear(revision: number, until: number): Promise<void> {
    this.#followed = await this.#generations.begin(revision, until)
  }

  /** @throws UnreachableIndex when the index has lost what it had, or another one has taken its place. */
  async apply({ position, ...batch }: IndexBatch): Promise<void> {
    const found = await this.#generations.current()
    this.#refuseOther(found)
    const generation = found ?? (await this.#generations.begin(0, 0))
    if (position <= generation.position) return
    const words = this.#newWords(generation, batch)
    const items = [...this.#documents(generation, { position, ...batch }), ...words]
    await writeBulk(this.#connection, items)
    const parts = new Set(items.map(({ index }) => index))
    if (parts.size > 0) await this.#connection.send('POST', `/${[...parts].join(',')}/_refresh`)
    for (const { id } of words) this.#stored.words.add(id)
    // Whoever reads the new position has to find what belongs to it.
    if (!generation.isSearched && position >= generation.target) await this.#generations.search(generation)
    await this.#generations.note({ ...generation, position })
    this.#followed = { id: generation.id, position }
  }

  #refuseOther(found: Generation | null): void {
    if (this.#followed === null) return
    const { id, position } = this.#followed
    if (id === (found?.id ?? null) && position <= (found?.position ?? 0)) return
    this.#followed = null
    throw new UnreachableIndex(new Error('The index has lost what it had, or another one is in its place.'))
  }

  #documents(generation: Generation, batch: IndexBatch): BulkItem[] {
    const { documents, removed, events, removedEvents, position: version } = batch
    const nameOf = (part: Part) => this.#generations.written(generation, part)
    const [assets, ofEvents] = [nameOf('assets'), nameOf('events')]
    const item = (action: 'index' | 'delete', index: string, id: number) => ({
      action,
      index,
      id: String(id),
      version,
    })
    return [
      ...removed.map((id) => item('delete', assets, id)),
      ...documents.map((document) => ({
        ...item('index', assets, document.id),
        fields: assetFields(document),
      })),
      ...removedEvents.map((id) => item('delete', ofEvents, id)),
      ...events.map((event) => ({ ...item('index', ofEvents, event.id), fields: eventFields(event) })),
    ]
  }

  #newWords(generation: Generation, { documents }: Pick<IndexBatch, 'documents'>): BulkItem[] {
    if (this.#stored.id !== generation.id || this.#stored.words.size > MAX_STORED)
      this.#stored = { id: generation.id, words: new Set() }
    const index = this.#generations.written(generation, 'words')
    return wordsOf(documents, fold)
      .map((word) => ({
        action: 'create' as const,
        index,
        id: `${word.kind} ${word.language} ${word.spelt}`,
        fields: word,
      }))
      .filter(({ id }) => !this.#stored.words.has(id))
  }
}
