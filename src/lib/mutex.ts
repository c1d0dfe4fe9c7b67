/** Lets one piece of work of this thread at a time through, in the order of their requests. */
export class Mutex {
  #isHeld = false
  readonly #waiting: (() => void)[] = []

  get isHeld(): boolean {
    return this.#isHeld
  }

  async acquire(): Promise<void> {
    if (this.#isHeld) await new Promise<void>((grant) => this.#waiting.push(grant))
    this.#isHeld = true
  }

  release(): void {
    const grantNext = this.#waiting.shift()
    if (grantNext) grantNext()
    else this.#isHeld = false
  }
}
