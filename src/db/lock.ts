/** A mutex within one process, granted in the order of the requests. */
export class Lock {
  #isHeld = false
  readonly #waiting: (() => void)[] = []

  get isHeld(): boolean {
    return this.#isHeld
  }

  async acquire(): Promise<void> {
    if (this.#isHeld) return new Promise((grant) => this.#waiting.push(grant))
    this.#isHeld = true
  }

  release(): void {
    const grantNext = this.#waiting.shift()
    if (grantNext) grantNext()
    else this.#isHeld = false
  }
}
