import { Type } from 'typebox'
import { User } from './customer.ts'
import { ObjectOrNull, Text, Time, UtcTime } from './nullable.ts'

/** Responses of AI generation (contract 9.1). */

/** The id of a generation, for polling. */
export const GenerationRequested = Type.Object(
  { generation_request_id: Text({ examples: ['g1'] }) },
  { title: 'GenerationRequested' },
)

const PreviewUrl = Type.Object(
  {
    preview_size: Text({ examples: ['comp'] }),
    image_url: Text({ examples: ['https://images.example.org/generations/g1/0/…'] }),
    width: Type.Integer({ examples: [612] }),
    height: Type.Integer({ examples: [408] }),
  },
  { title: 'PreviewUrl' },
)
const result = {
  index: Type.Integer({ examples: [0] }),
  is_blocked: Type.Boolean(),
  preview_urls: Type.Array(PreviewUrl),
}
const seed = Type.Optional(Type.Integer({ examples: [42] }))
const OriginalAsset = ObjectOrNull(
  { id: Text({ examples: ['100000001'] }) },
  { title: 'OriginalAsset', examples: [null] },
)

/** The results of a generation. */
export const ImageGenerationsResponse = Type.Object(
  {
    generation_request_id: Text({ examples: ['g1'] }),
    seed,
    results: Type.Array(
      Type.Object({ ...result, url: Text({ examples: [null] }) }, { title: 'GenerationResult' }),
    ),
    original_asset: OriginalAsset,
  },
  { title: 'ImageGenerationsResponse' },
)

/** The download sizes of a result. */
export const DownloadSizes = Type.Object(
  {
    download_sizes: Type.Array(
      Type.Object(
        {
          size_name: Text({ examples: ['4k'] }),
          height: Type.Integer({ examples: [2731] }),
          width: Type.Integer({ examples: [4096] }),
        },
        { title: 'GenerationDownloadSize' },
      ),
    ),
  },
  { title: 'GenerationDownloadSizes' },
)
/** The address of a generated file. */
export const GenerationDownload = Type.Object(
  {
    url: Text({ examples: ['https://images.example.org/deliveries/…'] }),
    generated_asset_id: Text({ examples: ['a1'] }),
  },
  { title: 'GenerationDownload' },
)

/** The id of a registered file. */
export const FileRegistered = Type.Object(
  { id: Text({ examples: ['f1'] }) },
  { title: 'FileRegistrationCreated' },
)
/** A registered file. */
export const FileRegistration = Type.Object(
  { id: Text({ examples: ['f1'] }), preview_urls: Type.Array(PreviewUrl) },
  { title: 'FileRegistration' },
)
/** A page of registered files. */
export const FileRegistrations = Type.Object(
  {
    result_count: Type.Integer({ examples: [1] }),
    file_registrations: Type.Array(
      Type.Object(
        { id: Text({ examples: ['f1'] }), date_created: UtcTime(), preview_urls: Type.Array(PreviewUrl) },
        { title: 'FileRegistrationItem' },
      ),
    ),
  },
  { title: 'FileRegistrations' },
)

/** One past generation. */
export const HistoryItem = Type.Object(
  {
    generation_request_id: Text({ examples: ['g1'] }),
    seed,
    generation_date: UtcTime(),
    product_revoked_date: Time({ examples: [null] }),
    prompt: Text({ examples: ['A lake at dawn'] }),
    negative_prompt: Text({ examples: [null] }),
    product_id: Type.Integer({ examples: [1234] }),
    notes: Text({ examples: [null] }),
    project_code: Text({ examples: [null] }),
    generation_type: Text({
      description:
        'text_to_image, variation, extend, refine, background_removal, object_removal, background_generation, ' +
        'influence_color_by_image, influence_composition_by_image or influence_outline_by_image',
      examples: ['text_to_image'],
    }),
    generation_options: Type.Object(
      {
        media_type: Text({ examples: ['photography'] }),
        aspect_ratio: Text({ examples: ['3:4'] }),
        mood: Text({ examples: [null] }),
      },
      { title: 'GenerationOptions' },
    ),
    source_generation_request: ObjectOrNull(
      {
        source_generation_request_id: Text({ examples: ['g0'] }),
        source_generation_result_index: Type.Integer({ examples: [0] }),
      },
      { title: 'SourceGenerationRequest', examples: [null] },
    ),
    original_asset: OriginalAsset,
    results: Type.Array(Type.Object(result, { title: 'HistoryResult' })),
    user: User,
  },
  { title: 'HistoryItem' },
)
/** A page of past generations. */
export const GenerationHistory = Type.Object(
  { generations: Type.Array(HistoryItem), result_count: Type.Integer({ examples: [1] }) },
  { title: 'GenerationHistory' },
)

/** An improved prompt. */
export const EnhancedPrompt = Type.Object(
  { enhanced_prompt: Text({ examples: ['A still mountain lake at dawn, mist over the water'] }) },
  { title: 'EnhancedPrompt' },
)
