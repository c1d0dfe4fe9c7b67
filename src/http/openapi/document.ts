import type { Operation } from '../operation.ts'
import { RETIRED } from '../retired-parameters.ts'
import { answersOf, PROBLEM_SCHEMAS, SHARED_HEADERS } from './answers.ts'
import { parametersOf, SHARED_PARAMETERS } from './parameters.ts'
import { requestBodyOf } from './request-body.ts'
import { namedSchemas } from './schemas.ts'

const INTRODUCTION = `
Search pictures, read their metadata, show their renditions. The API is that of Getty Images, version 3: clients
written for it work here, with the address of this server in place of theirs.

Every request carries a key in the header \`Api-Key\`. A key has a number of queries a second; what goes beyond is
answered with 429 and \`Retry-After\`.

Lists are written with commas between their values (\`fields=id,title\`). Names and values of parameters are read in
any case. Addresses in answers are opaque: follow them as they are.

Old clients may still send ${Object.keys(RETIRED)
  .map((name) => `\`${name}\``)
  .join(', ')}: where no parameter of that name is listed, they are accepted without
effect.
`.trim()

/** An OpenAPI document as plain data. */
export type OpenApiDocument = Readonly<Record<string, unknown>> & { readonly info: object }

/** The API as an OpenAPI 3.1 document, made of the operations themselves: it cannot say what they do not do. */
export function openApiDocument(operations: readonly Operation[], version: string): OpenApiDocument {
  const { refer, all } = namedSchemas()
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const requestBody = requestBodyOf(operation.body, refer)
    const description = descriptionOf(operation)
    paths[operation.url] ??= {}
    paths[operation.url]![operation.method.toLowerCase()] = {
      operationId: operation.operationId,
      tags: [operation.tag],
      summary: operation.summary,
      ...(description !== '' && { description }),
      parameters: parametersOf(operation),
      ...(requestBody && { requestBody }),
      ...(operation.access.token !== null && { security: [{ ApiKey: [], AccessToken: [] }] }),
      responses: answersOf(operation, refer),
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Vitrine',
      version,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    security: [{ ApiKey: [] }],
    tags: tagsOf(operations),
    paths,
    components: {
      securitySchemes: {
        ApiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'Api-Key',
          description: 'Made by `vitrine keys create`.',
        },
        AccessToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Names a user of a customer. Not issued yet: it comes with customers.',
        },
      },
      parameters: SHARED_PARAMETERS,
      headers: SHARED_HEADERS,
      schemas: { ...PROBLEM_SCHEMAS, ...all() },
    },
  }
}

const TOKENS = {
  client: 'Needs an access token, of the client itself or of a user.',
  user: 'Needs an access token of a user.',
}

/** The description with what a caller needs besides a key. */
function descriptionOf({ access: { token, ability }, description }: Operation): string {
  const parts = [
    token && TOKENS[token],
    description,
    ability && `Only for keys with the ability "${ability}".`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** What each group of operations is about. */
const TAGS: Readonly<Record<string, string>> = {
  Search: 'Images and videos found by words and filters.',
  Images: 'Metadata of images, and images that are alike.',
  Videos: 'Metadata of videos, and videos that are alike.',
  Artists: 'What a photographer or another artist has made.',
  Affiliates: 'Searches for members of the affiliate programme.',
  Events: 'Events of the news, and the images of them.',
  Collections: 'Collections that a customer may use.',
  Countries: 'Countries and their codes.',
  'AI generation': 'Images made by a trained model.',
  Downloads: 'Files of what a product covers.',
  Customers: 'Users, their products, purchases and licences.',
  Boards: 'Collections of assets that users make and share.',
  Partners: 'Changes of assets, for partners who keep copies.',
}

/** @throws Error when a tag is not described. */
function tagsOf(operations: readonly Operation[]): object[] {
  return [...new Set(operations.map(({ tag }) => tag))].map((name) => {
    const description = TAGS[name]
    if (description === undefined) throw new Error(`The tag ${name} is not described.`)
    return { name, description }
  })
}
