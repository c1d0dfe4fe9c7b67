/** The two families of images: for ideas, and of the news. */
export const FAMILIES = ['creative', 'editorial'] as const

/** How an image was made; photography where nobody says otherwise. */
export const GRAPHICAL_STYLES = ['photography', 'illustration', 'fine_art', 'vector'] as const

/** Under which kind of licence an image is offered. */
export const LICENSE_MODELS = ['royaltyfree', 'rightsmanaged', 'rightsready'] as const

/** The brands that a collection may belong to. */
export const BRANDS = ['gettyimages', 'istockphoto'] as const
