import { randomBytes } from 'node:crypto'
import type { RecordsPosition } from '../../db/tables/changes.ts'
import { UnreachableIndex } from '../unreachable-index.ts'
import { writeBulk } from './bulk.ts'
import type { Connection, Place } from './connection.ts'
import { INDEXES, PARTS, type Part, VERSION } from './mappings.ts'

/** A set of indexes in OpenSearch that belong together, and how far they have come. */
export type Generation = RecordsPosition & {
  readonly id: string
  /** It is searched when it has reached this position of the change log. */
  readonly target: number
  readonly isSearched: boolean
}

/** What OpenSearch answers when it is asked how far a generation has come. */
type State = {
  readonly _index: string
  readonly _source?: RecordsPosition & { readonly target: number }
  readonly error?: { readonly type: string; readonly reason: string }
}

const STATE_ID = 'state'
/** How far an index has come that does not exist. */
export const NOTHING = { revision: 0, position: 0 }

/**
 * The indexes of a library in OpenSearch. Searches use aliases ("pictures-v1-assets"), behind which is a generation of indexes
 * ("pictures-v1-5f0c21aa-assets"). Another one is filled behind the aliases of the next generation, and then all aliases change at
 * once, so that searches never find a part of the library. Programs with other mappings (`VERSION`) have other aliases.
 */
export class Generations {
  readonly #connection: Connection
  readonly #base: string

  constructor({ connection, name }: Place) {
    this.#connection = connection
    this.#base = `${name}-v${VERSION}`
  }

  /** The name by which a part of the library is searched. */
  searched(part: Part): string {
    return `${this.#base}-${part}`
  }

  /** The name by which a part of a generation is written. As an alias, it ends with its index, and is never made by mistake. */
  written({ id }: Pick<Generation, 'id'>, part: Part): string {
    return `${this.#index(id, part)}-written`
  }

  /**
   * Returns the generation that is being filled: the next one if there is one, or that which is searched; null if there is none.
   *
   * @throws UnreachableIndex when that cannot be told, because a part of the cluster is away.
   */
  async current(): Promise<Generation | null> {
    const { docs } = await this.#connection.send('POST', '/_mget', {
      docs: [this.#next('state'), this.searched('state')].map((_index) => ({ _index, _id: STATE_ID })),
    })
    for (const { error } of docs as State[])
      if (error && error.type !== 'index_not_found_exception')
        throw new UnreachableIndex(new Error(`${error.type}: ${error.reason}`))
    const [next, searched] = docs as State[]
    const found = next?._source ? next : searched
    if (!found?._source) return null
    const id = found._index.slice(this.#base.length + 1, -'-state'.length)
    return { ...found._source, id, isSearched: found === searched }
  }

  /** Returns how far the index has come. */
  async point(): Promise<RecordsPosition> {
    return (await this.current()) ?? NOTHING
  }

  /** Begins a generation. It is searched at once if there is nothing yet that could be. */
  async begin(revision: number, target: number): Promise<Generation> {
    const before = await this.current()
    const isSearched = before === null || (before.isSearched && before.position === 0)
    const id = randomBytes(4).toString('hex')
    await Promise.all(
      PARTS.map((part) =>
        this.#connection.send('PUT', `/${this.#index(id, part)}`, {
          ...INDEXES[part],
          aliases: { [this.written({ id }, part)]: {} },
        }),
      ),
    )
    const generation = { id, revision, position: 0, target, isSearched }
    await this.note(generation)
    await (isSearched ? this.search(generation) : this.#rename(id, { to: 'next', keep: 'searched' }))
    return generation
  }

  /** Makes a generation the one that is searched, and deletes all others. */
  async search({ id }: Pick<Generation, 'id'>): Promise<void> {
    await this.#rename(id, { to: 'searched', keep: null })
  }

  /** Saves how far a generation has come, unless it has come further. */
  async note({ id, revision, position, target }: Generation): Promise<void> {
    await writeBulk(this.#connection, [
      {
        action: 'index',
        index: this.written({ id }, 'state'),
        id: STATE_ID,
        version: position,
        fields: { revision, position, target },
      },
    ])
  }

  #index(id: string, part: Part): string {
    return `${this.#base}-${id}-${part}`
  }

  #next(part: Part): string {
    return `${this.#base}-next-${part}`
  }

  /** Makes a generation the next one or the one that is searched, and deletes all others but the one to keep; all at once. */
  async #rename(
    id: string,
    { to, keep }: { to: 'next' | 'searched'; keep: 'searched' | null },
  ): Promise<void> {
    const aliasOf = (of: 'next' | 'searched', part: Part) =>
      of === 'next' ? this.#next(part) : this.searched(part)
    const own = PARTS.map((part) => this.#index(id, part))
    const kept = keep === null ? [] : PARTS.map((part) => aliasOf(keep, part))
    const all: Record<string, { aliases: object }> = await this.#connection.send(
      'GET',
      `/_alias/${this.#base}-*`,
    )
    const others = Object.entries(all)
      .filter(([index, { aliases }]) => this.#isOurs(index) && !kept.some((alias) => alias in aliases))
      .map(([index]) => index)
      .filter((index) => !own.includes(index))
    await this.#connection.send('POST', '/_aliases', {
      actions: [
        ...others.map((index) => ({ remove_index: { index } })),
        ...PARTS.flatMap((part) => [
          { remove: { index: this.#index(id, part), alias: this.#next(part), must_exist: false } },
          { add: { index: this.#index(id, part), alias: aliasOf(to, part) } },
        ]),
      ],
    })
  }

  /** Whether an index is of a generation of this library; the name of another library may begin like its name. */
  #isOurs(index: string): boolean {
    const [id, part, ...more] = index.slice(this.#base.length + 1).split('-')
    return more.length === 0 && /^[0-9a-f]{8}$/.test(id!) && (PARTS as readonly string[]).includes(part!)
  }
}
