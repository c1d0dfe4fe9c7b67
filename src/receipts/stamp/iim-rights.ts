import { DATA_SET_MARKER, type DataSet, dataSets, IIM } from '../../media/metadata/iim.ts'
import type { StatedCredit } from '../stated-credit.ts'
import { uint32 } from './numbers.ts'

const [ENVELOPE, APPLICATION] = [1, 2]
const [CODED_CHARACTER_SET, RECORD_VERSION] = [90, 0]
/** ISO 2022 for UTF-8 (IIM 4.2, 1:90). */
const UTF_8 = Buffer.from('\u001b%G', 'latin1')
const VERSION = Buffer.of(0, 4)
/** The longest values (IIM 4.2, 2:80, 2:110, 2:116), in octets. */
const MAX_OCTETS = { [IIM.byline]: 32, [IIM.credit]: 32, [IIM.copyrightNotice]: 128 } as const
const MAX_PADDING_BYTES = 3
const LONG_VALUE = 0x8000

/**
 * Returns an IIM record with the stated credit line, copyright notice and creator; a creator that it has stays. Texts are
 * cut to the length that IIM allows. Null for a record that is damaged, or whose texts are not in UTF-8 and could become
 * unreadable.
 */
export function withIimRights(iim: Uint8Array | null, credit: StatedCredit): Uint8Array | null {
  const known = iim === null ? [] : [...dataSets(iim)]
  if (iim !== null && !isComplete(iim, known)) return null
  const isUtf8 = known.some(
    ({ record, dataSet, value }) =>
      record === ENVELOPE && dataSet === CODED_CHARACTER_SET && UTF_8.equals(Buffer.from(value)),
  )
  const stated = statedIn(credit).filter(
    ({ dataSet }) => dataSet !== IIM.byline || !known.some((one) => isOf(one, IIM.byline)),
  )
  if (stated.length === 0) return iim
  // The record may be declared to be UTF-8 if it is as well.
  if (!isUtf8 && !known.every(({ value }) => value.every((byte) => byte < 0x80))) return null
  const version: DataSet[] = known.some((one) => isOf(one, RECORD_VERSION))
    ? []
    : [{ record: APPLICATION, dataSet: RECORD_VERSION, value: VERSION }]
  const kept = known.filter((one) => !stated.some(({ dataSet }) => isOf(one, dataSet)))
  const envelope = kept.filter(
    ({ record, dataSet }) => record === ENVELOPE && dataSet !== CODED_CHARACTER_SET,
  )
  const rest = kept.filter(({ record }) => record !== ENVELOPE)
  const utf8 = { record: ENVELOPE, dataSet: CODED_CHARACTER_SET, value: UTF_8 }
  return Buffer.concat([utf8, ...envelope, ...version, ...rest, ...stated].map(encode))
}

const isOf = ({ record, dataSet }: DataSet, wanted: number) => record === APPLICATION && dataSet === wanted

function statedIn({ credit_line, copyright, creator = null }: StatedCredit): DataSet[] {
  const texts = [
    [IIM.byline, creator],
    [IIM.credit, credit_line],
    [IIM.copyrightNotice, copyright],
  ] as const
  return texts.flatMap(([dataSet, text]) =>
    text === null ? [] : { record: APPLICATION, dataSet, value: cut(text, MAX_OCTETS[dataSet]) },
  )
}

/** The text in UTF-8, without the characters that do not fit. */
function cut(text: string, octets: number): Buffer {
  let fitting = ''
  for (const character of text) {
    if (Buffer.byteLength(fitting + character) > octets) break
    fitting += character
  }
  return Buffer.from(fitting)
}

/** Returns whether these are all data sets of a record, apart from the zeros that fill it up. */
function isComplete(iim: Uint8Array, known: readonly DataSet[]): boolean {
  const last = known.at(-1)?.value
  const end = last ? last.byteOffset + last.length - iim.byteOffset : 0
  const rest = iim.subarray(end)
  return rest.length <= MAX_PADDING_BYTES && rest.every((byte) => byte === 0)
}

function encode({ record, dataSet, value }: DataSet): Uint8Array {
  const { length } = value
  const head =
    length < LONG_VALUE
      ? Buffer.of(DATA_SET_MARKER, record, dataSet, length >> 8, length & 0xff)
      : Buffer.of(DATA_SET_MARKER, record, dataSet, 0x80, 4, ...uint32(length))
  return Buffer.concat([head, value])
}
