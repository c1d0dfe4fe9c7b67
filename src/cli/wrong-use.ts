/** A command line that asks for what cannot be done; the message says what would be right. Exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}
