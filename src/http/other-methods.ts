import type { FastifyInstance, HTTPMethods } from 'fastify'
import { HttpProblem } from './http-problem.ts'
import { METHODS } from './unknown-methods.ts'

/**
 * Watches which routes are added to a scope. The returned function then adds routes to their addresses that refuse all
 * other methods: 405 with `Allow`.
 */
export function refuseOtherMethods(scope: FastifyInstance): () => void {
  const methodsOf = new Map<string, Set<string>>()
  scope.addHook('onRoute', ({ url: written, method }) => {
    const url = written.replace(/(?<=.)\/$/, '') // The router ignores a slash at the end.
    const known = methodsOf.get(url) ?? new Set()
    methodsOf.set(url, new Set([...known, ...[method].flat()]))
  })
  return () => {
    for (const method of METHODS) if (!scope.supportedMethods.includes(method)) scope.addHttpMethod(method)
    for (const [url, known] of [...methodsOf]) {
      const others = METHODS.filter((method) => !known.has(method))
      if (url !== '*' && others.length > 0) refuse(scope, { url, others, allowed: [...known] })
    }
  }
}

function refuse(
  scope: FastifyInstance,
  { url, others, allowed }: { url: string; others: HTTPMethods[]; allowed: readonly string[] },
): void {
  const headers = { allow: [...allowed.filter((method) => method !== 'OPTIONS'), 'OPTIONS'].join(', ') }
  scope.route({
    method: others,
    url,
    exposeHeadRoute: false,
    onRequest: (_request, _reply, done) => done(new HttpProblem('MethodNotAllowed', undefined, { headers })),
    handler: () => undefined,
  })
}
