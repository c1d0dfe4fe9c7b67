/** A command line that cannot be executed; the message says what would be right. Exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}
