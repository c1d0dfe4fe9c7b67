import { hash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { IndexView } from '../index-writer.ts'
import { bytesOfBitmap, type Segment } from '../segment.ts'
import type { ViewedSegment } from '../view.ts'
import { writeDurably } from './durable-files.ts'
import { DamagedSegment, loadSegment, saveSegment, TooManyThreads } from './segment-file.ts'

/** Incremented when segments or the analysis of texts change: an index of another version is built again. */
const VERSION = 10

/** The file that says which segments the index consists of: the SHA-256 of its second line, and JSON in that. */
const CONTENTS = 'contents'
const SEGMENT_NAME = /^[0-9a-z]+\.segment$/

/** The index as its folder has it. Deleted documents are a bitmap in base64. */
type Contents = {
  readonly version: number
  readonly revision: number
  readonly position: number
  readonly assets: readonly SavedSegment[]
  readonly events: readonly SavedSegment[]
}
type SavedSegment = { readonly file: string; readonly deleted: string | null }

/** The folder in which an index is kept between runs. */
export class Snapshots {
  readonly #folder: string
  readonly #files = new Map<Segment, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * Saves the index. Segments that the folder has already are not written again. If this fails or the process ends, the
   * folder still has the index that was saved before; what was written for this one is removed, as the disk may be full.
   */
  async save(view: IndexView): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const before = new Set(await readdir(this.#folder))
    try {
      await this.#save(view, before)
    } catch (error) {
      await this.#removeOthers(before).catch(() => {})
      throw error
    }
  }

  async #save({ revision, position, assets, events }: IndexView, names: ReadonlySet<string>): Promise<void> {
    const contents: Contents = {
      version: VERSION,
      revision,
      position,
      assets: await this.#saveAll(assets, names),
      events: await this.#saveAll(events, names),
    }
    const json = JSON.stringify(contents)
    await writeDurably(join(this.#folder, CONTENTS), (file) =>
      file.writeFile(`${hash('sha256', json)}\n${json}`),
    )
    const used = new Set([...contents.assets, ...contents.events].map(({ file }) => file))
    for (const [segment, file] of this.#files) if (!used.has(file)) this.#files.delete(segment)
    await this.#removeOthers(used)
  }

  /**
   * Reads the index that was saved last, which `threads` may search at the same time; null if there is none of this
   * version, or none with room for so many threads. What is damaged is set aside for the operator.
   */
  async load(threads: number): Promise<IndexView | null> {
    let contents: Contents | null
    try {
      contents = await readContents(join(this.#folder, CONTENTS))
      if (contents === null || contents.version !== VERSION) return null
      const { revision, position, assets, events } = contents
      return {
        revision,
        position,
        assets: await this.#loadAll(assets, threads),
        events: await this.#loadAll(events, threads),
      }
    } catch (error) {
      if (error instanceof TooManyThreads) return null
      if (!(error instanceof DamagedSegment) && (error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw error
      this.#files.clear()
      await rename(this.#folder, `${this.#folder}.damaged-${Date.now()}`)
      return null
    }
  }

  async #saveAll(segments: readonly ViewedSegment[], names: ReadonlySet<string>): Promise<SavedSegment[]> {
    const saved: SavedSegment[] = []
    for (const { segment, deleted } of segments) {
      const file = this.#files.get(segment) ?? `${crypto.randomUUID().replaceAll('-', '')}.segment`
      if (!names.has(file)) await saveSegment(segment, join(this.#folder, file))
      this.#files.set(segment, file)
      const { bytes } = segment.memory
      const bitmap = deleted && Buffer.from(bytes.slice(deleted.bits, deleted.bits + bytesOfBitmap(segment)))
      saved.push({ file, deleted: bitmap?.toString('base64') ?? null })
    }
    return saved
  }

  async #loadAll(saved: readonly SavedSegment[], threads: number): Promise<ViewedSegment[]> {
    const segments: ViewedSegment[] = []
    for (const { file, deleted } of saved) {
      const segment = await loadSegment(join(this.#folder, file), threads)
      this.#files.set(segment, file)
      const { memory, layout } = segment
      if (deleted !== null) memory.bytes.set(Buffer.from(deleted, 'base64'), layout.deleted)
      const count = memory.kernels.countBits(layout.deleted, bytesOfBitmap(segment))
      segments.push({ segment, deleted: deleted === null ? null : { bits: layout.deleted, count } })
    }
    return segments
  }

  async #removeOthers(used: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.#folder))
      if (SEGMENT_NAME.test(name) && !used.has(name)) await rm(join(this.#folder, name), { force: true })
  }
}

/** Returns what the index consists of; null if it was never saved. @throws DamagedSegment */
async function readContents(path: string): Promise<Contents | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const [sum, json = ''] = text.split('\n', 2)
  if (sum !== hash('sha256', json)) throw new DamagedSegment()
  return JSON.parse(json) as Contents
}
