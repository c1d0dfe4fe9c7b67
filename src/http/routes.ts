import type { FastifyInstance } from 'fastify'
import { isProblem, Problem } from '../lib/problem.ts'
import { answerBy, type RouteSettings } from './answer-by.ts'
import { answerFailure } from './failures.ts'
import { HttpProblem } from './http-problem.ts'
import type { Operation } from './operation.ts'
import { refuseOtherMethods } from './other-methods.ts'
import { routerName } from './parameters.ts'
import { METHODS } from './unknown-methods.ts'

/** Adds a route for every operation, and refuses all other methods at their addresses. */
export function addOperations(
  app: FastifyInstance,
  operations: readonly Operation[],
  settings: RouteSettings,
): void {
  const refuseOthers = refuseOtherMethods(app)
  for (const operation of operations) addOperation(app, operation, settings)
  refuseOthers()
}

/** Maximum number of characters in one part of a path, such as a list of ids. */
export const MAX_PART_LENGTH = 2000

/** Adds the 404 of the API as a route, so that the gate guards it like everything else. */
export function addUnknownAddresses(app: FastifyInstance): void {
  for (const url of ['/v3', '/v3/*', '/v1', '/v1/*']) {
    app.route({
      method: [...METHODS],
      url,
      exposeHeadRoute: false,
      onRequest: (request, _reply, done) => done(whyUnknown(request.url)),
      handler: () => undefined,
    })
  }
}

/** NOTE: the router does not match a part of a path that is too long. */
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
    errorHandler: (error, request, reply) => answerFailure(withInvalidCode(error, operation), request, reply),
  })
}

/** Gives a problem with a parameter the code that the operation uses for it. */
function withInvalidCode(error: unknown, { invalidCode }: Operation): unknown {
  const isRenamed = invalidCode !== undefined && isProblem(error, 'InvalidParameterValue')
  return isRenamed ? new Problem(invalidCode, error.message) : error
}

/** The router writes "/v3/images/{id}" as "/v3/images/:id". */
const toFastifyUrl = (url: string) =>
  url.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => `:${routerName(name)}`)
