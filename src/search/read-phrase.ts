/** A part of a phrase that somebody typed: words between double quotes, or what stands between blanks. */
export type PhrasePart = {
  readonly text: string
  readonly isQuoted: boolean
  /** What is found must not have it. */
  readonly isLeftOut: boolean
  /** It, or the part before it, will do. */
  readonly isAlternative: boolean
}

const QUOTES = /[“”„‟«»＂]/g
/** Hebrew writes abbreviations with what keyboards have for gershayim: צה"ל. */
const GERSHAYIM = /(?<=\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu
const BRACKETS = /[()[\]{}]/g
const TOKENS = /(?<minus>-?)"(?<quoted>[^"]*)"|(?<word>[^\s"]+)/g
const OPERATORS = new Set(['AND', 'OR', 'NOT'])

/**
 * Reads the operators of a phrase (contract 16, Phrase): double quotes, `-word`, and in capitals `NOT word` and `OR`
 * between two parts; `AND` between two parts says what is so anyway. An operator without what it needs is a word;
 * brackets and a quote without its other half are blanks.
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
    const isLeftOut = token.isLeftOut || operator === 'NOT'
    const before = parts.at(-1)
    const isAlternative = operator === 'OR' && !isLeftOut && before !== undefined && !before.isLeftOut
    parts.push({ text: token.text, isQuoted: token.isQuoted, isLeftOut, isAlternative })
    operator = null
  })
  return parts
}

type Token = { readonly text: string; readonly isQuoted: boolean; readonly isLeftOut: boolean }

function tokensOf(phrase: string): Token[] {
  const text = withoutOddQuote(phrase.replace(QUOTES, '"').replace(GERSHAYIM, '').replace(BRACKETS, ' '))
  return [...text.matchAll(TOKENS)].map(({ groups }) => {
    const { minus, quoted, word } = groups as { minus?: string; quoted?: string; word?: string }
    if (quoted !== undefined) return { text: quoted, isQuoted: true, isLeftOut: minus === '-' }
    const isLeftOut = /^-[^-]/.test(word!)
    return { text: isLeftOut ? word!.slice(1) : word!, isQuoted: false, isLeftOut }
  })
}

function withoutOddQuote(text: string): string {
  if (text.split('"').length % 2 === 1) return text
  const last = text.lastIndexOf('"')
  return `${text.slice(0, last)} ${text.slice(last + 1)}`
}

const isOperatorWord = (token: Token | undefined): boolean =>
  token !== undefined && !token.isQuoted && !token.isLeftOut && OPERATORS.has(token.text)

/** An operator between two others is a word, else what joins what could be read in several ways. */
function isOperator(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  if (!isOperatorWord(token) || after === undefined || isOperatorWord(after)) return false
  return token.text === 'NOT' || before !== undefined
}
