/** The version of a thread that reads nothing: the writer waits for threads that have a lower one than the current. */
const NOT_READING = 2 ** 31 - 1

/** The threads of a server that read the index. The first one, reader 0, gets it and passes it on to the others. */
export class IndexReaders {
  readonly versions: SharedArrayBuffer
  readonly #versions: Int32Array
  readonly #others = new Map<number, (view: unknown) => void>()
  readonly #whole: () => unknown
  #hasView = false

  /**
   * @param threads how many there may be, with this one.
   * @param whole returns a message with all that this thread has received, for one that begins to receive.
   */
  constructor(threads: number, whole: () => unknown) {
    this.#whole = whole
    this.versions = new SharedArrayBuffer(threads * 4)
    this.#versions = new Int32Array(this.versions).fill(NOT_READING, 1)
  }

  /** What another thread published may have had other versions. */
  beginAgain(): void {
    this.#hasView = false
    for (const reader of [0, ...this.#others.keys()]) Atomics.store(this.#versions, reader, 0)
  }

  add(reader: number, send: (view: unknown) => void): void {
    // This thread has the view that is sent, so that the writer keeps it until then.
    Atomics.store(this.#versions, reader, this.#hasView ? Atomics.load(this.#versions, 0) : 0)
    this.#others.set(reader, send)
    if (this.#hasView) send(this.#whole())
  }

  remove(reader: number): void {
    this.#others.delete(reader)
    Atomics.store(this.#versions, reader, NOT_READING)
  }

  /** Sends the view that this thread has received. */
  send(view: unknown): void {
    this.#hasView = true
    for (const send of this.#others.values()) send(view)
  }
}
