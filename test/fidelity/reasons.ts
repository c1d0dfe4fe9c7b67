import { ANSWERS, type Claim, EVERY_REQUEST, OTHER_FIELDS } from './claims.ts'

export type State = 'tested' | 'differs because' | 'unknown in public sources' | 'not yet' | 'missing'

/** Why some claims are not simply tested. They are exercised all the same; a reason that applies to no claim fails. */
type Reason = {
  readonly state: Exclude<State, 'tested' | 'missing'>
  /** By default, all operations that have the claim. */
  readonly operation?: RegExp
  readonly subject: RegExp
  readonly value?: RegExp
  readonly why: string
}

const FIELDS = new RegExp(`^(fields|${OTHER_FIELDS.join('|')})$`)
const REQUEST = new RegExp(`^${EVERY_REQUEST}$`)
const ANSWER = new RegExp(`^${ANSWERS}$`)
const EVENTS = /events/

const REASONS: readonly Reason[] = [
  {
    state: 'unknown in public sources',
    subject: FIELDS,
    value: /^entity_details$/,
    why: 'the members of an entity are not documented; name, type and uri as the record states them',
  },
  {
    state: 'unknown in public sources',
    subject: FIELDS,
    value: /^accessrestriction$/,
    why: 'it has no member in the documents; the text of the record, and territory_restrictions',
  },
  {
    state: 'differs because',
    operation: /(POST|PUT|DELETE) .v3.ai.|v3.ai..*\{/,
    subject: ANSWER,
    value:
      /^(20\d|400|403|404|409|410|429)( (?!NoProducts|GenerationRequestIdNotFound|FileRegistrationIdNotFound)\w+)?$/,
    why: 'answered as to a customer without a product for AI generation, which never gets so far',
  },
  {
    state: 'differs because',
    operation: /GET .v3.ai.(generation-history|file-registrations)$/,
    subject: ANSWER,
    value: /^40[03]( NotAuthorized)?$/,
    why: 'answered as to a customer without a product for AI generation, whose lists are empty',
  },
  {
    state: 'differs because',
    operation: /asset-changes.channels/,
    subject: ANSWER,
    value: /ChannelsNotFound/,
    why: 'channels are abilities of the key, so that a key without any lacks the right',
  },
  {
    state: 'unknown in public sources',
    operation: /asset-changes.change-sets/,
    subject: ANSWER,
    value: /^\d+ \w+ /,
    why: 'the documents have a message and no code; the message is that',
  },
  {
    state: 'unknown in public sources',
    operation: /(PUT|DELETE) .v3.boards.\{board_id\}(.comments.\{comment_id\})?$/,
    subject: ANSWER,
    value: /^200$/,
    why: 'documented beside 204, which is sent',
  },
  {
    state: 'differs because',
    operation: /downloadhistory|uploads/,
    subject: ANSWER,
    value: /UnauthorizedDisplaySize/,
    why: 'no response of it has large sizes',
  },
  {
    state: 'differs because',
    operation: /GET .v3.(downloads|.+downloadhistory)/,
    subject: ANSWER,
    value: /^400 Bad request$/,
    why: 'the documents give no code; it has that of all invalid parameters',
  },
  {
    state: 'differs because',
    operation: /videos/,
    subject: ANSWER,
    value: /UnauthorizedDisplaySize/,
    why: 'videos are shown in three sizes, none of which is large',
  },
  {
    state: 'differs because',
    operation: EVENTS,
    subject: ANSWER,
    value: /^(401 AuthorizationTokenRequired|403 UnauthorizedDisplaySize)$/,
    why: 'no response of it needs a token or has large sizes',
  },
  {
    state: 'unknown in public sources',
    subject: /./,
    value: /^by ordinal$/,
    why: 'accepted, because a sample of the vendor sends it',
  },
  {
    state: 'unknown in public sources',
    subject: /^artist_name$/,
    value: /^none$/,
    why: 'refused',
  },
  {
    state: 'unknown in public sources',
    subject: /^ids$/,
    value: /^(some|all) unknown$/,
    why: '200 with the list of unknown ids, or 404 if all are unknown',
  },
  {
    state: 'unknown in public sources',
    subject: /^page$/,
    value: /^beyond 10,000 results$/,
    why: 'refused: paging ends there',
  },
  {
    state: 'unknown in public sources',
    operation: /downloads|purchased-assets/,
    subject: /^page_size$/,
    value: /^another number$/,
    why: 'any number from 1 to 100 is accepted',
  },
  {
    state: 'unknown in public sources',
    subject: /^page_size$/,
    value: /^another number$/,
    why: 'refused; the message lists the documented numbers',
  },
  {
    state: 'unknown in public sources',
    subject: /^GI-Country-Code$/,
    value: /^(an unknown country|of a key that may not say it)$/,
    why: 'an unknown one is refused; ignored for keys without the ability',
  },
  {
    state: 'unknown in public sources',
    operation: /v3.events/,
    subject: /^fields$/,
    value: /^none: the default$/,
    why: 'id, name and start_date, as in the search',
  },
  {
    state: 'unknown in public sources',
    subject: REQUEST,
    value: /^the path in capitals$/,
    why: 'accepted',
  },
  {
    state: 'unknown in public sources',
    subject: REQUEST,
    value: /^another method$/,
    why: 'refused with an Allow header',
  },
  {
    state: 'unknown in public sources',
    subject: REQUEST,
    value: /^an expired key$/,
    why: 'refused like a revoked one',
  },
  {
    state: 'unknown in public sources',
    subject: ANSWER,
    operation: /affiliates/,
    value: /^200$/,
    why: 'thirty items, because there are no pages',
  },
]

const used = new Set<Reason>()

/** Returns the reason for a claim from the table above, or null. */
export function reasonFor({ operation, subject, value }: Claim): Reason | null {
  const found = REASONS.find(
    (reason) =>
      (reason.operation?.test(operation) ?? true) &&
      reason.subject.test(subject) &&
      (reason.value?.test(value) ?? true),
  )
  if (found) used.add(found)
  return found ?? null
}

/** Returns the reasons without a claim: what they explain is done, or never existed. */
export const idleReasons = (): string[] => REASONS.filter((reason) => !used.has(reason)).map(({ why }) => why)
