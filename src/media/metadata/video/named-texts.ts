import type { PlainTexts } from '../blocks.ts'

type TextName = keyof PlainTexts

/** The names by which containers of videos store texts, in lower case, and what the texts are. */
const NAMES: Readonly<Record<string, TextName>> = {
  // QuickTime metadata keys (QuickTime File Format, "Metadata"), without "com.apple.quicktime.".
  title: 'title',
  displayname: 'title',
  description: 'description',
  comment: 'description',
  author: 'author',
  artist: 'author',
  copyright: 'copyright',
  keywords: 'keywords',
  creationdate: 'taken',
  date: 'created',
  // User data of QuickTime and iTunes, and the boxes of 3GPP (TS 26.244, 8).
  '©nam': 'title',
  '©des': 'description',
  '©inf': 'description',
  '©cmt': 'description',
  desc: 'description',
  ldes: 'description',
  dscp: 'description',
  titl: 'title',
  '©aut': 'author',
  '©art': 'author',
  auth: 'author',
  '©cpy': 'copyright',
  cprt: 'copyright',
  '©key': 'keywords',
  keyw: 'keywords',
  '©day': 'created',
  // Matroska tags (matroska.org, "Matroska Tag Specifications").
  synopsis: 'description',
  summary: 'description',
  date_recorded: 'taken',
  date_digitized: 'created',
  date_released: 'created',
}

/** Texts under names of a container, most telling first. */
export type NamedTexts = readonly (readonly [name: string, text: string])[]

/** Texts that encoders write into every file. */
const PLACEHOLDER = /^(?:lavf|lavc|handbrake|videohandler|soundhandler)/i

/** The texts as `PlainTexts`; an earlier text is preferred to a later one, and a description to a comment. */
export function plainTexts(named: NamedTexts): PlainTexts {
  const found: Partial<Record<TextName, string>> = {}
  const commentsLast = named.toSorted(([a], [b]) => Number(isComment(a)) - Number(isComment(b)))
  for (const [name, text] of commentsLast) {
    const key = NAMES[name.toLowerCase().replace(/^com\.(?:apple\.quicktime|android)\./, '')]
    if (key && text.trim() !== '' && !PLACEHOLDER.test(text)) found[key] ??= text
  }
  const { keywords, ...others } = found
  return { ...others, ...(keywords !== undefined && { keywords: keywords.split(/[,;]/) }) }
}

const isComment = (name: string) => /comment$|^©cmt$/i.test(name)
