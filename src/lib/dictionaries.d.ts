declare module 'opencc-js/dict/TSCharacters' {
  /** Traditional Chinese characters and their simplified forms: `traditional simplified`, joined by `|`. */
  const pairs: string
  export default pairs
}
