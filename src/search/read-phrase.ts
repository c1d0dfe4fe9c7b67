/** A part of a search phrase: words in double quotes, or a single word. */
export type PhrasePart = {
  readonly text: string
  readonly isQuoted: boolean
  /** Results must not contain it. */
  readonly isExcluded: boolean
  /** It is an alternative to the part before it. */
  readonly isAlternative: boolean
}

/** What counts as a double quote, as a class of a regular expression has it. */
export const DOUBLE_QUOTES = '"“”„‟«»＂'
const QUOTES = new RegExp(`[${DOUBLE_QUOTES}]`, 'g')
/** A double quote typed for the Hebrew gershayim, which marks abbreviations: צה"ל. */
const GERSHAYIM = /(?<=\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu
const BRACKETS = /[()[\]{}]/g
const TOKENS = /(?<minus>-?)"(?<quoted>[^"]*)"|(?<word>[^\s"]+)/g
/** The words that are operators in capitals. */
export const OPERATORS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT'])

/**
 * Reads the operators of a phrase (contract 16, Phrase): double quotes, `-word`, and in capitals `NOT word` and `OR`
 * between two parts. `AND` between two parts has no effect. An operator without its operands is a word; brackets and
 * an unpaired quote count as spaces.
 */
export function readPhrase(phrase: string): PhrasePart[] {
  const tokens = tokensOf(phrase)
  const parts: PhrasePart[] = []
  let operator: string | null = null
  tokens.forEach((token, index) => {
    if (isOperator(token, tokens[index - 1], tokens[index + 1])) {
      operator = token.text
      return
    }
    const isExcluded = token.isExcluded || operator === 'NOT'
    const before = parts.at(-1)
    const isAlternative = operator === 'OR' && !isExcluded && before !== undefined && !before.isExcluded
    parts.push({ text: token.text, isQuoted: token.isQuoted, isExcluded, isAlternative })
    operator = null
  })
  return parts
}

type Token = { readonly text: string; readonly isQuoted: boolean; readonly isExcluded: boolean }

function tokensOf(phrase: string): Token[] {
  const text = withoutUnpairedQuote(phrase.replace(QUOTES, '"').replace(GERSHAYIM, '').replace(BRACKETS, ' '))
  return [...text.matchAll(TOKENS)].map(({ groups }) => {
    const { minus, quoted, word } = groups as { minus?: string; quoted?: string; word?: string }
    if (quoted !== undefined) return { text: quoted, isQuoted: true, isExcluded: minus === '-' }
    const isExcluded = /^-[^-]/.test(word!)
    return { text: isExcluded ? word!.slice(1) : word!, isQuoted: false, isExcluded }
  })
}

function withoutUnpairedQuote(text: string): string {
  if (text.split('"').length % 2 === 1) return text
  const last = text.lastIndexOf('"')
  return `${text.slice(0, last)} ${text.slice(last + 1)}`
}

const isOperatorWord = (token: Token | undefined): boolean =>
  token !== undefined && !token.isQuoted && !token.isExcluded && OPERATORS.has(token.text)

/**
 * Returns whether a token is an operator: it has its operands. Next to another operator it would be ambiguous and is a
 * word.
 */
function isOperator(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  if (!isOperatorWord(token) || after === undefined || isOperatorWord(after)) return false
  return token.text === 'NOT' || before !== undefined
}
