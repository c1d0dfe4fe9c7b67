import { ANY_TOKEN } from '../../../access/admission.ts'
import type { Answers } from '../../answer.ts'
import { type Body, jsonBody, optionalJsonBody } from '../../body.ts'
import {
  DownloadSizes,
  EnhancedPrompt,
  FileRegistered,
  FileRegistration,
  FileRegistrations,
  GenerationDownload,
  GenerationHistory,
  GenerationRequested,
  HistoryItem,
  ImageGenerationsResponse,
} from '../../schemas/ai-generation.ts'
import {
  BackgroundGenerationRequest,
  BackgroundRemovalRequest,
  BackgroundReplacementRequest,
  ColorInfluenceRequest,
  CompositionInfluenceRequest,
  ExtendRequest,
  FileRegistrationRequest,
  GenerationDownloadRequest,
  ImageGenerationRequest,
  ObjectRemovalRequest,
  PromptRequest,
  RedownloadRequest,
  RefineRequest,
  VariationsRequest,
} from '../../schemas/ai-requests.ts'
import { flag, ids, oneOf, optional, time } from '../../schemas/parameters.ts'
import type { Waiting } from '../waiting-operation.ts'
import { count, page } from './waiting-parameters.ts'

const GENERATIONS = '/v3/ai/image-generations'
const IMAGE = `${GENERATIONS}/{generationRequestId}/images/{index}`

/** All of them accept any token (contract 2.5). */
const of = (
  operationId: string,
  summary: string,
  answers: Answers,
  more: Pick<Waiting, 'query' | 'body'> = {},
): Waiting => ({ operationId, summary, answers, access: ANY_TOKEN, ...more })

/** Generating images takes a while: the answer names the request by which to fetch them. */
const generating = (operationId: string, summary: string, body: Body<unknown>): Waiting =>
  of(operationId, summary, { 202: { schema: GenerationRequested } }, { body })

/** The answer is an empty 202 while the file is being made. */
const DOWNLOAD: Answers = { 200: { schema: GenerationDownload }, 202: {} }

/** Operations that generate images with a trained model (contract 9.1), by method and address. */
export const AI_GENERATION: Readonly<Record<string, Waiting>> = {
  [`POST ${GENERATIONS}`]: generating(
    'generateImages',
    'Generate images from a text',
    jsonBody(ImageGenerationRequest),
  ),
  [`GET ${GENERATIONS}/{generationRequestId}`]: of('getGeneratedImages', 'Results of a generation', {
    200: { schema: ImageGenerationsResponse },
    202: { schema: GenerationRequested },
  }),
  [`POST ${IMAGE}/variations`]: generating(
    'generateVariations',
    'Generate variations of a result',
    optionalJsonBody(VariationsRequest),
  ),
  [`GET ${IMAGE}/download-sizes`]: of('getGenerationSizes', 'Download sizes of a result', {
    200: { schema: DownloadSizes },
  }),
  [`PUT ${IMAGE}/download`]: of('requestGenerationDownload', 'Request the download of a result', DOWNLOAD, {
    body: jsonBody(GenerationDownloadRequest),
  }),
  [`GET ${IMAGE}/download`]: of('getGenerationDownload', 'Link to a requested download', DOWNLOAD),
  [`POST ${GENERATIONS}/refine`]: generating(
    'refineImage',
    'Regenerate a part of an image',
    jsonBody(RefineRequest),
  ),
  [`POST ${GENERATIONS}/extend`]: generating(
    'extendImage',
    'Extend an image beyond its edges',
    jsonBody(ExtendRequest),
  ),
  [`POST ${GENERATIONS}/background-removal`]: generating(
    'removeBackground',
    'Remove the background of an image',
    jsonBody(BackgroundRemovalRequest),
  ),
  [`POST ${GENERATIONS}/object-removal`]: generating(
    'removeObject',
    'Remove an object from an image',
    jsonBody(ObjectRemovalRequest),
  ),
  [`POST ${GENERATIONS}/background-replacement`]: generating(
    'replaceBackground',
    'Replace the background of an image',
    jsonBody(BackgroundReplacementRequest),
  ),
  [`POST ${GENERATIONS}/influence-color-by-image`]: generating(
    'generateInColorsOf',
    'Generate images in the colours of a picture',
    jsonBody(ColorInfluenceRequest),
  ),
  [`POST ${GENERATIONS}/influence-composition-by-image`]: generating(
    'generateInCompositionOf',
    'Generate images in the composition of a picture',
    jsonBody(CompositionInfluenceRequest),
  ),
  [`POST ${GENERATIONS}/background-generations`]: generating(
    'generateBackground',
    'Generate a background for a picture of a product',
    jsonBody(BackgroundGenerationRequest),
  ),
  'POST /v3/ai/file-registrations': of(
    'registerFile',
    'Register an uploaded file',
    { 200: { schema: FileRegistered } },
    { body: jsonBody(FileRegistrationRequest) },
  ),
  'GET /v3/ai/file-registrations': of(
    'getFileRegistrations',
    'Registered files',
    { 200: { schema: FileRegistrations } },
    { query: { page, page_size: count(1, 1000, 30, 'Registrations per page.') } },
  ),
  'GET /v3/ai/file-registrations/{fileRegistrationId}': of('getFileRegistration', 'One registered file', {
    200: { schema: FileRegistration },
  }),
  'DELETE /v3/ai/file-registrations/{fileRegistrationId}': of('archiveFile', 'Archive a registered file', {
    204: {},
  }),
  'GET /v3/ai/generation-history': of(
    'getGenerationHistory',
    'Generation history of the user',
    { 200: { schema: GenerationHistory } },
    {
      query: {
        company_generations: flag('Include all users of the company.', false),
        date_end: time('On this day or before.'),
        date_start: time('On this day or later.'),
        media_type: optional(
          oneOf(['photography', 'illustration'], { description: 'Generations of this type.' }),
        ),
        page,
        page_size: count(1, 1000, 30, 'Generations per page.'),
        product_ids: ids('Generations paid for with any of these products.'),
      },
    },
  ),
  'GET /v3/ai/generation-history/{generationRequestId}': of(
    'getGenerationHistoryItem',
    'One generation of the user',
    { 200: { schema: HistoryItem } },
  ),
  'POST /v3/ai/redownloads': of(
    'redownloadGeneration',
    'Download a result again',
    { 200: { schema: GenerationDownload } },
    { body: jsonBody(RedownloadRequest) },
  ),
  'POST /v3/ai/enhance-prompt': of(
    'enhancePrompt',
    'Improve the prompt of a generation',
    { 200: { schema: EnhancedPrompt } },
    { body: jsonBody(PromptRequest) },
  ),
}
