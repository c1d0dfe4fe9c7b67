import { type TProperties, Type } from 'typebox'
import { Int, ObjectOrNull, Text } from './nullable.ts'
import { oneOf } from './parameters.ts'

/** Request bodies of AI generation (contract 9.1). Optional members may also be null. */

const { Optional } = Type
const text = (description: string, example: string) =>
  Type.String({ description, minLength: 1, examples: [example] })
const optionalText = (description: string, example: string | null = null) =>
  Optional(Text({ description, examples: [example] }))
const optionalOneOf = (values: readonly string[]) =>
  Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], enum: [...values, null] }))

const prompt = text('What the image should show.', 'A lake at dawn')
const optionalPrompt = optionalText('What the image should show.', 'A lake at dawn')
const negative_prompt = optionalText('What it should not show.', 'people')
const seed = Optional(Int({ examples: [42] }))
const aspect_ratio = optionalOneOf(['1:1', '3:4', '4:3', '9:16', '16:9'])
const media_type = optionalOneOf(['photography', 'illustration'])
const mood = optionalOneOf(['black_and_white', 'warm', 'cool', 'natural', 'vivid', 'dramatic', 'bold'])
const mask_url = text(
  'URL of an uploaded mask.',
  'https://images.example.org/v3/search/by-image/uploads/mask',
)
const optionalNumber = (options: object) =>
  Optional(Type.Unsafe<number | null>({ ...options, type: ['number', 'null'] }))
const percentage = optionalNumber({ minimum: 0, default: 0 })
const percentages = {
  left_percentage: percentage,
  right_percentage: percentage,
  top_percentage: percentage,
  bottom_percentage: percentage,
}

/** The product that pays, and what it requires. */
const paid = {
  product_id: Optional(Int({ description: 'Required if there are several products.', examples: [1234] })),
  project_code: optionalText('Required if the product demands one, otherwise refused.', 'SPRING'),
  notes: optionalText('Shown in the history.', 'For the cover'),
}

const reference_generation = Optional(
  ObjectOrNull(
    { generation_request_id: text('Id of a generation.', 'g1'), index: Type.Integer({ minimum: 0 }) },
    { title: 'ReferenceGeneration', examples: [null] },
  ),
)
/** The image to change: exactly one of these. */
const reference = {
  reference_asset_id: optionalText(
    'Id of a creative image. Exactly one reference must be given.',
    '100000001',
  ),
  reference_generation,
}
const registeredFile = (category: string) => `Id of a registered file of category ${category}.`
const anyReference = {
  ...reference,
  reference_file_registration_id: optionalText(registeredFile('ImageReference')),
}

const request = (title: string, members: TProperties) => Type.Object({ ...members, ...paid }, { title })

/** Generate images from a text. */
export const ImageGenerationRequest = request('ImageGenerationRequest', {
  prompt,
  aspect_ratio,
  media_type,
  mood,
  seed,
  negative_prompt,
  lens_type: optionalOneOf(['wide_angle', 'telephoto']),
  depth_of_field: optionalOneOf(['shallow', 'deep']),
})
/** Generate variations of a result. */
export const VariationsRequest = request('ImageVariationsRequest', {})
/** Regenerate a part of an image. */
export const RefineRequest = request('ImageRefineRequest', {
  ...reference,
  prompt: optionalPrompt,
  mask_url: optionalText('URL of an uploaded mask.'),
})
/** Extend an image beyond its edges. */
export const ExtendRequest = request('ImageExtendRequest', {
  ...reference,
  prompt: optionalPrompt,
  ...percentages,
  negative_prompt,
})
/** Remove the background of an image. */
export const BackgroundRemovalRequest = request('BackgroundRemovalRequest', reference)
/** Remove what a mask covers. */
export const ObjectRemovalRequest = request('ObjectRemovalRequest', { ...reference, mask_url })
/** Replace the background of an image. */
export const BackgroundReplacementRequest = request('BackgroundReplacementRequest', {
  ...reference,
  prompt: optionalPrompt,
  background_color: Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      pattern: '^#[0-9A-Fa-f]{6}$',
      description: 'Instead of a prompt, such as #002244.',
      examples: [null],
    }),
  ),
  negative_prompt,
  media_type,
})

const influence = {
  ...anyReference,
  prompt,
  media_type,
  aspect_ratio,
  negative_prompt,
  mood,
  seed,
}
/** Generate images in the colours of another. */
export const ColorInfluenceRequest = request('ImageInfluenceColorByImageRequest', {
  ...influence,
  noise_level: optionalNumber({ examples: [0.5] }),
})
/** Generate images in the composition of another. */
export const CompositionInfluenceRequest = request('ImageInfluenceCompositionByImageRequest', {
  ...influence,
  influence_level: optionalNumber({ examples: [0.5] }),
})
/** Generate a background for a picture of a product. */
export const BackgroundGenerationRequest = request('BackgroundGenerationRequest', {
  reference_file_registration_id: text(registeredFile('CustomerProduct'), 'f1'),
  prompt: optionalPrompt,
  ...percentages,
  negative_prompt,
  background_file_registration_id: optionalText(registeredFile('ImageReference')),
  background_asset_id: optionalText('Id of an image.'),
  background_reference_generation: reference_generation,
  background_reference_adherence: optionalOneOf(['flexible', 'strong']),
})

const size_name = oneOf(['1k', '4k'], { description: 'Length of the longest side: 1024 or 4096 pixels.' })
/** Request the download of a result. */
export const GenerationDownloadRequest = request('GenerationDownloadRequest', { size_name })
/** Download a result again. */
export const RedownloadRequest = Type.Object(
  {
    generated_asset_id: text('Id from an earlier download.', 'a1'),
    size_name,
    ...paid,
    product_id: Type.Integer({ examples: [1234] }),
  },
  { title: 'RedownloadRequest' },
)
/** Register an uploaded file. */
export const FileRegistrationRequest = Type.Object(
  {
    url: text('URL of an uploaded file.', 'https://images.example.org/v3/search/by-image/uploads/lamp'),
    rights_claimed: Type.Boolean({ examples: [true] }),
    category: optionalOneOf(['ImageReference', 'CustomerProduct']),
  },
  { title: 'FileRegistrationRequest' },
)
/** Improve a prompt. */
export const PromptRequest = Type.Object({ prompt }, { title: 'EnhancePromptRequest' })
