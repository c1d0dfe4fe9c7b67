export * from './bitmaps'
export * from './lists'
export * from './scores'
export * from './values'
