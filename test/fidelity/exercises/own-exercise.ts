import type { Answer } from '../../support/library.ts'
import { ANSWERS, type Claim } from '../claims.ts'
import { type ContractOperation, nameOf } from '../contract.ts'
import type { Sent, Shop } from '../shop.ts'
import { type Derived, made } from './derivation.ts'
import { derivedTrial, trialOf } from './derived.ts'
import { queryString } from './exercise.ts'
import type { OperationExercises, Request } from './operation-exercises.ts'
import { OPERATIONS } from './operations.ts'

/** A request of an exercise and what is expected of the response. */
export type OwnExercise = {
  readonly send: () => Promise<Answer>
  readonly address: string
  readonly status: number
  readonly code: string | undefined
  readonly check: Derived['check']
}

/** Returns the exercises of an operation; undefined if it has none of its own. */
export const exercisesOf = (operation: ContractOperation): OperationExercises | undefined =>
  OPERATIONS.find((it) => it.operation === nameOf(operation))

/** Returns the exercise for a claim: the stated one, else the derived one; null if there is neither. */
export async function ownExercise(
  { claim, operation, own }: { claim: Claim; operation: ContractOperation; own: OperationExercises },
  shop: Shop,
): Promise<OwnExercise | null> {
  const base = await validRequest(own, shop)
  const derivation = { operation, own, base, shop }
  const trials = own.trials[claim.subject]
  const first = typeof trials === 'function' ? undefined : trials?.[claim.value]
  const attempt = first ?? derivedTrial(derivation, claim) ?? trialOf(trials, claim.value)
  if (!attempt) return null
  const trial: Derived = await made<Derived>(attempt, shop)
  const stated = claim.subject === ANSWERS ? claim.value.split(' ') : []
  const status = trial.status ?? (stated.length > 0 ? Number(stated[0]) : own.status)
  const isAsStated = trial.status === undefined
  const code =
    trial.code ?? (isAsStated ? (stated[1] ?? (status === own.status ? own.code : undefined)) : undefined)
  const request = requestOf(operation, base, trial, shop)
  return {
    ...request,
    send: () => sendOnce(own, shop, request),
    status,
    code,
    check: trial.check,
  }
}

/** Valid requests that have not been spent. */
const requests = new Map<OperationExercises, Request>()

async function validRequest(own: OperationExercises, shop: Shop): Promise<Request> {
  const known = requests.get(own)
  if (known) return known
  const request = await made(own.request, shop)
  requests.set(own, request)
  return request
}

/** Sends a request, and forgets the valid one if that was spent by it. */
async function sendOnce(own: OperationExercises, shop: Shop, request: Sent): Promise<Answer> {
  const answer = await shop.send(request)
  if (own.isSpent && answer.status < 400) requests.delete(own)
  return answer
}

function requestOf(operation: ContractOperation, base: Request, trial: Derived, shop: Shop) {
  const values = { ...base.path, ...trial.path }
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(values[name]!))
  const address = path + queryString({ ...base.query, ...trial.query })
  const body = 'body' in trial ? trial.body : base.body
  const bytes = body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body)
  return {
    method: trial.method ?? operation.method,
    address: trial.respell?.(address) ?? address,
    as: trial.as ?? base.as ?? shop.customer.user,
    headers: { ...base.headers, ...trial.headers },
    ...(bytes !== undefined && { body: bytes }),
    ...(trial.server && { server: trial.server }),
  }
}
