import type { TProperties } from 'typebox'
import { flag, ids, oneOf, optional, time } from '../../schemas/parameters.ts'
import type { Waiting } from '../waiting-operation.ts'
import { count, page } from './waiting-parameters.ts'

const GENERATIONS = '/v3/ai/image-generations'
const IMAGE = `${GENERATIONS}/{generationRequestId}/images/{index}`

const of = (operationId: string, summary: string, query?: TProperties): Waiting => ({
  operationId,
  summary,
  ...(query && { query }),
})

/** Making pictures by a trained model (contract 9.1), by method and address. */
export const AI_GENERATION: Readonly<Record<string, Waiting>> = {
  [`POST ${GENERATIONS}`]: of('generateImages', 'Generate images from a text'),
  [`GET ${GENERATIONS}/{generationRequestId}`]: of('getGeneratedImages', 'Results of a generation'),
  [`POST ${IMAGE}/variations`]: of('generateVariations', 'Generate variations of a result'),
  [`GET ${IMAGE}/download-sizes`]: of('getGenerationSizes', 'Sizes in which a result can be downloaded'),
  [`PUT ${IMAGE}/download`]: of('requestGenerationDownload', 'Request the download of a result'),
  [`GET ${IMAGE}/download`]: of('getGenerationDownload', 'Link to a result whose download was requested'),
  [`POST ${GENERATIONS}/refine`]: of('refineImage', 'Generate a part of an image anew'),
  [`POST ${GENERATIONS}/extend`]: of('extendImage', 'Extend an image beyond its edges'),
  [`POST ${GENERATIONS}/background-removal`]: of('removeBackground', 'Remove the background of an image'),
  [`POST ${GENERATIONS}/object-removal`]: of('removeObject', 'Remove an object from an image'),
  [`POST ${GENERATIONS}/background-replacement`]: of(
    'replaceBackground',
    'Replace the background of an image',
  ),
  [`POST ${GENERATIONS}/influence-color-by-image`]: of(
    'generateInColorsOf',
    'Generate images in the colours of a picture',
  ),
  [`POST ${GENERATIONS}/influence-composition-by-image`]: of(
    'generateInCompositionOf',
    'Generate images in the composition of a picture',
  ),
  [`POST ${GENERATIONS}/background-generations`]: of(
    'generateBackground',
    'Generate a background for a picture of a product',
  ),
  'POST /v3/ai/file-registrations': of('registerFile', 'Register an uploaded file'),
  'GET /v3/ai/file-registrations': of('getFileRegistrations', 'Files that were registered', {
    page,
    page_size: count(1, 1000, 30, 'Registrations in a page.'),
  }),
  'GET /v3/ai/file-registrations/{fileRegistrationId}': of('getFileRegistration', 'One registered file'),
  'DELETE /v3/ai/file-registrations/{fileRegistrationId}': of('archiveFile', 'Archive a registered file'),
  'GET /v3/ai/generation-history': of('getGenerationHistory', 'Generations of the user', {
    company_generations: flag('Of all users of the company.', false),
    date_end: time('On this day or before.'),
    date_start: time('On this day or later.'),
    media_type: optional(oneOf(['photography', 'illustration'], { description: 'Of this type.' })),
    page,
    page_size: count(1, 1000, 30, 'Generations in a page.'),
    product_ids: ids('Paid by any of these products.'),
  }),
  'GET /v3/ai/generation-history/{generationRequestId}': of(
    'getGenerationHistoryItem',
    'One generation of the user',
  ),
  'POST /v3/ai/redownloads': of('redownloadGeneration', 'Download a result again'),
  'POST /v3/ai/enhance-prompt': of('enhancePrompt', 'Have a text for a generation improved'),
}
