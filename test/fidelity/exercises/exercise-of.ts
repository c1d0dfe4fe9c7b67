import { ACCESS_TOKEN, ANSWERS, EVERY_REQUEST, OTHER_FIELDS } from '../claims.ts'
import { eventExercise } from './events.ts'
import type { Exercise, Subject } from './exercise.ts'
import { fieldExercise } from './fields.ts'
import { filterExercise } from './filters.ts'
import { idExercise } from './ids.ts'
import { orderExercise, pagingExercise } from './paging.ts'
import { requestExercise } from './requests.ts'

/** Returns the exercise for a claim; null if there is none yet, which the ledger reports as missing. */
export function exerciseOf(subject: Subject): Exercise | null {
  const { claim, operation } = subject
  const name = claim.subject
  if ([ACCESS_TOKEN, ANSWERS, EVERY_REQUEST].includes(name) || operation.headers.includes(name))
    return requestExercise(subject)
  if (name === 'fields' || OTHER_FIELDS.includes(name)) return fieldExercise(subject)
  if (name === 'page' || name === 'page_size') return pagingExercise(subject)
  if (name === 'sort_order') return orderExercise(subject)
  if (['id', 'ids', 'artist_name'].includes(name)) return idExercise(subject)
  return operation.path === '/v3/search/events' ? eventExercise(subject) : filterExercise(subject)
}
