/** Returns the median. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Returns the quantile: the figure that this share of all figures does not exceed. */
export function at(figures: readonly number[], share: number): number {
  return figures.toSorted((a, b) => a - b)[Math.ceil((figures.length - 1) * share)]!
}

/** Rounds to three significant digits: more would be noise. */
export const round = (figure: number): number => Number(figure.toPrecision(3))

/** Reports progress to the person who waits. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Prints the result of a benchmark as one line on standard output, for programs. */
export function report(result: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
