import { line } from '../../media/metadata/text.ts'
import type { StatedSendEvent } from '../../sends/save-send-event.ts'
import type { Mistake } from '../manifest/manifest-line.ts'
import type { Mapping } from './mapping.ts'
import type { MappingInput } from './mapping-input.ts'
import { asMoment, asText, InvalidValue, quoted } from './readings.ts'
import { Values } from './values.ts'

/** A send event in our terms. */
export type MappedSendEvent = { readonly kind: 'send_event'; readonly asset: string } & Omit<
  StatedSendEvent,
  'recordHash' | 'asset'
>

/** Maps the record of a send event, or returns all mistakes in it. */
export function toSendEvent(mapping: Mapping, input: MappingInput): MappedSendEvent | readonly Mistake[] {
  const values = new Values(mapping.send_event, input)
  const sentMs = values.read('timestamp', asMoment)
  const emailAddress = values.read('email_address', asEmailAddress)
  const event: MappedSendEvent = {
    kind: 'send_event',
    id: values.required('id'),
    source: values.required('source'),
    customer: values.required('customer'),
    asset: values.required('asset'),
    emailAddress: emailAddress ?? '',
    sentMs: Math.floor((sentMs ?? 0) / 1000) * 1000,
  }
  const mistakes = [...values.mistakes]
  for (const [field, value] of [
    ['timestamp', sentMs],
    ['email_address', emailAddress],
  ] as const)
    if (value === null && !mistakes.some((it) => it.field === field))
      mistakes.push({ field, reason: 'It is missing.' })
  return mistakes.length > 0 ? mistakes : event
}

function asEmailAddress(value: unknown): string | null {
  const text = line(asText(value))
  if (text === null || /^\S+@\S+$/.test(text)) return text
  throw new InvalidValue(`${quoted(text)} must be an e-mail address.`)
}
