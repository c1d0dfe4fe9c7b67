/** The version of a thread that reads nothing: the writer waits for threads that have a lower one than the current. */
const NOT_READING = 2 ** 31 - 1

/** The threads of a server that read the index. The first one, reader 0, gets it and passes it on to the others. */
export class IndexReaders {
  readonly versions: SharedArrayBuffer
  readonly #versions: Int32Array
  readonly #others = new Map<number, (view: unknown) => void>()
  #last: { readonly view: unknown } | null = null

  /** @param threads how many there may be, with this one. */
  constructor(threads: number) {
    this.versions = new SharedArrayBuffer(threads * 4)
    this.#versions = new Int32Array(this.versions).fill(NOT_READING, 1)
  }

  /** What another thread published may have had other versions. */
  beginAgain(): void {
    this.#last = null
    for (const reader of [0, ...this.#others.keys()]) Atomics.store(this.#versions, reader, 0)
  }

  add(reader: number, send: (view: unknown) => void): void {
    // This thread has the view that is sent, so that the writer keeps it until then.
    Atomics.store(this.#versions, reader, this.#last ? Atomics.load(this.#versions, 0) : 0)
    this.#others.set(reader, send)
    if (this.#last) send(this.#last.view)
  }

  remove(reader: number): void {
    this.#others.delete(reader)
    Atomics.store(this.#versions, reader, NOT_READING)
  }

  /** Sends the view that this thread has received. */
  send(view: unknown): void {
    this.#last = { view }
    for (const send of this.#others.values()) send(view)
  }
}
