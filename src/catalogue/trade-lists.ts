/** The two families of images: creative ones illustrate ideas, editorial ones report. */
export const FAMILIES = ['creative', 'editorial'] as const

/** How an image was made; photography unless stated otherwise. The gallery offers them in this order. */
export const GRAPHICAL_STYLES = ['photography', 'illustration', 'vector', 'fine_art'] as const

/** The kinds of licence under which an image is offered. */
export const LICENSE_MODELS = ['royaltyfree', 'rightsmanaged', 'rightsready'] as const

/** The brands that a collection may belong to. */
export const BRANDS = ['gettyimages', 'istockphoto'] as const
