/** The two families of images: creative ones illustrate ideas, editorial ones report. */
export const FAMILIES = ['creative', 'editorial'] as const

/** How an image was made; photography unless stated otherwise. The gallery offers them in this order. */
export const GRAPHICAL_STYLES = ['photography', 'illustration', 'vector', 'fine_art'] as const

/** The kinds of licence under which an image is offered. */
export const LICENSE_MODELS = ['royaltyfree', 'rightsmanaged', 'rightsready'] as const

/** The brands that a collection may belong to. */
export const BRANDS = ['gettyimages', 'istockphoto'] as const

/** The parts of the news that editorial assets and events belong to, in the order of contract 11. */
export const SEGMENTS = ['archival', 'entertainment', 'news', 'publicity', 'royalty', 'sport'] as const

/** Whether an editorial video is raw footage or was produced. */
export const EDITORIAL_VIDEO_TYPES = ['raw', 'produced'] as const

/** The number by which indexes know a segment. */
export const segmentNumber = (segment: (typeof SEGMENTS)[number]): number => SEGMENTS.indexOf(segment) + 1
