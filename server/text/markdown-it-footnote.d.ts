declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it'

  const footnotes: (md: MarkdownIt) => void
  // biome-ignore lint/style/noDefaultExport: it is what the package has
  export default footnotes
}
