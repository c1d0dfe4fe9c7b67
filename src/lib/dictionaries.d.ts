declare module 'opencc-js/dict/TSCharacters' {
  /** Traditional Chinese characters and the simplified ones: `traditional simplified`, joined by `|`. */
  const pairs: string
  export default pairs
}
