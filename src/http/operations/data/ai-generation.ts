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
import type { AiOperation } from '../ai-operation.ts'
import { count, page } from './ai-parameters.ts'

const GENERATIONS = '/v3/ai/image-generations'
const IMAGE = `${GENERATIONS}/{generationRequestId}/images/{index}`

type More = Pick<AiOperation, 'query' | 'body'>

/** Generating something takes a product for it. */
const generating = (
  operationId: string,
  summary: string,
  body: Body<unknown>,
  answers: Answers = { 202: { schema: GenerationRequested } },
): AiOperation => ({ operationId, summary, body, answers, result: { refusedAs: 'NoProducts' } })

/** Refers to a generation, none of which exists. */
const ofGeneration = (
  operationId: string,
  summary: string,
  answers: Answers,
  more: More = {},
): AiOperation => ({
  operationId,
  summary,
  answers,
  result: { refusedAs: 'GenerationRequestIdNotFound' },
  ...more,
})

/** Refers to a registered file, none of which exists. */
const ofFile = (operationId: string, summary: string, answers: Answers): AiOperation => ({
  operationId,
  summary,
  answers,
  result: { refusedAs: 'FileRegistrationIdNotFound' },
})

/** The answer is an empty 202 while the file is being made. */
const DOWNLOAD: Answers = { 200: { schema: GenerationDownload }, 202: {} }

/** Operations that generate images with a trained model (contract 9.1), by method and address. */
export const AI_GENERATION: Readonly<Record<string, AiOperation>> = {
  [`POST ${GENERATIONS}`]: generating(
    'generateImages',
    'Generate images from a text',
    jsonBody(ImageGenerationRequest),
  ),
  [`GET ${GENERATIONS}/{generationRequestId}`]: ofGeneration(
    'getGeneratedImages',
    'Results of a generation',
    {
      200: { schema: ImageGenerationsResponse },
      202: { schema: GenerationRequested },
    },
  ),
  [`POST ${IMAGE}/variations`]: generating(
    'generateVariations',
    'Generate variations of a result',
    optionalJsonBody(VariationsRequest),
  ),
  [`GET ${IMAGE}/download-sizes`]: ofGeneration('getGenerationSizes', 'Download sizes of a result', {
    200: { schema: DownloadSizes },
  }),
  [`PUT ${IMAGE}/download`]: ofGeneration(
    'requestGenerationDownload',
    'Request the download of a result',
    DOWNLOAD,
    {
      body: jsonBody(GenerationDownloadRequest),
    },
  ),
  [`GET ${IMAGE}/download`]: ofGeneration('getGenerationDownload', 'Link to a requested download', DOWNLOAD),
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
  'POST /v3/ai/file-registrations': generating(
    'registerFile',
    'Register an uploaded file',
    jsonBody(FileRegistrationRequest),
    { 200: { schema: FileRegistered } },
  ),
  'GET /v3/ai/file-registrations': {
    operationId: 'getFileRegistrations',
    summary: 'Registered files',
    query: { page, page_size: count(1, 1000, 30, 'Registrations per page.') },
    answers: { 200: { schema: FileRegistrations } },
    result: { body: { result_count: 0, file_registrations: [] } },
  },
  'GET /v3/ai/file-registrations/{fileRegistrationId}': ofFile('getFileRegistration', 'One registered file', {
    200: { schema: FileRegistration },
  }),
  'DELETE /v3/ai/file-registrations/{fileRegistrationId}': ofFile(
    'archiveFile',
    'Archive a registered file',
    {
      204: {},
    },
  ),
  'GET /v3/ai/generation-history': {
    operationId: 'getGenerationHistory',
    summary: 'Generation history of the user',
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
    answers: { 200: { schema: GenerationHistory } },
    result: { body: { generations: [], result_count: 0 } },
  },
  'GET /v3/ai/generation-history/{generationRequestId}': ofGeneration(
    'getGenerationHistoryItem',
    'One generation of the user',
    { 200: { schema: HistoryItem } },
  ),
  'POST /v3/ai/redownloads': ofGeneration(
    'redownloadGeneration',
    'Download a result again',
    { 200: { schema: GenerationDownload } },
    { body: jsonBody(RedownloadRequest) },
  ),
  'POST /v3/ai/enhance-prompt': generating(
    'enhancePrompt',
    'Improve the prompt of a generation',
    jsonBody(PromptRequest),
    { 200: { schema: EnhancedPrompt } },
  ),
}
