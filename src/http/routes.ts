import type { FastifyInstance } from 'fastify'
import { isProblem, Problem } from '../lib/problem.ts'
import { answerBy, type RouteSettings } from './answer-by.ts'
import { answerFailure } from './failures.ts'
import { HttpProblem } from './http-problem.ts'
import type { Operation } from './operation.ts'
import { refuseOtherMethods } from './other-methods.ts'
import { routerName } from './parameters.ts'
import { METHODS } from './unknown-methods.ts'

/** Gives every operation its route, and every address that has one a refusal of all other methods. */
export function addOperations(
  app: FastifyInstance,
  operations: readonly Operation[],
  settings: RouteSettings,
): void {
  const refuseOthers = refuseOtherMethods(app)
  for (const operation of operations) addOperation(app, operation, settings)
  refuseOthers()
}

/** Characters of one part of a path, such as a list of ids. */
export const MAX_PART_LENGTH = 2000

/** The 404 of the API: a route, so that the gate stands before it as before everything that there is. */
export function addUnknownAddresses(app: FastifyInstance): void {
  for (const url of ['/v3', '/v3/*']) {
    app.route({
      method: [...METHODS],
      url,
      exposeHeadRoute: false,
      onRequest: (request, _reply, done) => done(whyUnknown(request.url)),
      handler: () => undefined,
    })
  }
}

/** NOTE: the router takes a part that is too long for no part of an operation's path. */
function whyUnknown(url: string): HttpProblem {
  const parts = url.split('?')[0]!.split('/')
  return parts.some(({ length }) => length > MAX_PART_LENGTH)
    ? new HttpProblem('UriTooLong')
    : new HttpProblem('NotFound', 'There is nothing at this address in the API.')
}

function addOperation(app: FastifyInstance, operation: Operation, settings: RouteSettings): void {
  app.route({
    method: operation.method,
    url: toFastifyUrl(operation.url),
    config: { operationId: operation.operationId },
    compress: false,
    ...(operation.body.maxBytes !== null && { bodyLimit: operation.body.maxBytes }),
    handler: answerBy(operation, settings),
    errorHandler: (error, request, reply) => answerFailure(inOwnWords(error, operation), request, reply),
  })
}

/** A wrong parameter goes by the name that the operation has for it, whoever finds it wrong. */
function inOwnWords(error: unknown, { invalidCode }: Operation): unknown {
  const isRenamed = invalidCode !== undefined && isProblem(error, 'InvalidParameterValue')
  return isRenamed ? new Problem(invalidCode, error.message) : error
}

/** "/v3/images/{id}" is "/v3/images/:id" to the router. */
const toFastifyUrl = (url: string) =>
  url.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => `:${routerName(name)}`)
