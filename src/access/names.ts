import { Problem, type ProblemCode } from '../lib/problem.ts'

/** Longest name that is stored: the longest address of electronic mail (RFC 5321, 4.5.3.1.3), which often names a user. */
const MAX_CHARACTERS = 254

/**
 * Requires one line of text, which people can read and type.
 *
 * @throws Problem of the given code, whose message begins with `what`.
 */
export function requireLine(code: ProblemCode, what: string, text: string): void {
  if (text.trim() === '') throw new Problem(code, `${what} must not be empty.`)
  if (text.length > MAX_CHARACTERS)
    throw new Problem(code, `${what} must have at most ${MAX_CHARACTERS} characters.`)
  if (text !== text.trim() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text))
    throw new Problem(code, `${what} must not begin or end with blanks, or contain control characters.`)
}
