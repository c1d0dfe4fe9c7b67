import { Problem } from '../lib/problem.ts'

/** What a board is called, as it is stored. */
export type BoardTexts = { readonly name: string; readonly description: string | null }

/** Longest name of a board, and longest description and comment, in UTF-16 code units. */
const MAX_NAME_CHARACTERS = 200
const MAX_TEXT_CHARACTERS = 4000

/**
 * Reads the name and description of a board. The name becomes one line; control characters are removed.
 *
 * @throws Problem InvalidParameterValue if the name is blank, or one of them is too long.
 */
export function readBoardTexts(sent: { name: string; description?: string | null }): BoardTexts {
  const name = clean(sent.name).replace(/\s+/g, ' ')
  if (isBlank(name)) throw invalidText('name', 'it is blank')
  const description = clean(sent.description ?? '')
  requireLength('name', name, MAX_NAME_CHARACTERS)
  requireLength('description', description, MAX_TEXT_CHARACTERS)
  return { name, description: description === '' ? null : description }
}

/**
 * Reads a comment. It is text, whatever markup it contains.
 *
 * @throws Problem InvalidParameterValue if it is blank or too long.
 */
export function readComment(sent: string | null | undefined): string {
  const text = clean(sent ?? '')
  if (isBlank(text)) throw invalidText('text', 'it is blank')
  requireLength('text', text, MAX_TEXT_CHARACTERS)
  return text
}

/** Returns whether there is nothing to be seen, such as spaces of no width. */
const isBlank = (text: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text)

/** Removes control characters but tabs and line breaks, and what is no character at all. */
const clean = (text: string) =>
  text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
    .trim()

function requireLength(member: string, text: string, max: number): void {
  if (text.length > max)
    throw invalidText(member, `it has ${text.length} characters, and at most ${max} are allowed`)
}

const invalidText = (member: string, why: string) =>
  new Problem('InvalidParameterValue', `Invalid body: '/${member}': ${why}.`)
