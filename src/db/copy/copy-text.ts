/** As many characters are encoded at once. */
const CHUNK_LENGTH = 1 << 16

/** What has an escape of its own, as PostgreSQL writes it (https://www.postgresql.org/docs/current/sql-copy.html). */
const ESCAPED = /[\b\t\n\v\f\r\\]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
}

/** Rows of a table in the text format of COPY: a line each, whose values are divided by tabs. */
export type RowChunk = { readonly bytes: Uint8Array; readonly rows: number }

/**
 * Encodes rows exactly as PostgreSQL writes them, so that both can be compared.
 *
 * @param doubles which columns have floating-point numbers.
 */
export function* encodeRows(
  rows: Iterable<readonly unknown[]>,
  doubles: readonly boolean[],
): Iterable<RowChunk> {
  let [text, count] = ['', 0]
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) text += (at === 0 ? '' : '\t') + encoded(row[at], doubles[at]!)
    text += '\n'
    count++
    if (text.length < CHUNK_LENGTH) continue
    yield { bytes: Buffer.from(text), rows: count }
    ;[text, count] = ['', 0]
  }
  if (count > 0) yield { bytes: Buffer.from(text), rows: count }
}

function encoded(value: unknown, isDouble: boolean): string {
  if (typeof value === 'number') return isDouble ? encodedDouble(value) : String(value)
  if (value === null) return '\\N'
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  return String(value).replace(ESCAPED, (character) => ESCAPES[character]!)
}

/** PostgreSQL writes the shortest digits, as JavaScript does, but more numbers with an exponent, of two digits at least. */
function encodedDouble(value: number): string {
  const [digits, exponent] = value.toExponential().split('e') as [string, string]
  const power = Number(exponent)
  if (power >= -4 && power < 15) return String(value)
  const size = String(Math.abs(power)).padStart(2, '0')
  return `${digits}e${power < 0 ? '-' : '+'}${size}`
}
