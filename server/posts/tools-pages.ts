/** What helps whoever writes with JavaScript: the toolbar, the look of the text, what was typed and not saved. */
import type { MessageKey, T } from '../language/catalogue.ts'
import type { FieldModel } from './fields-pages.ts'

/** One button of the toolbar: its sign, its name, and what it writes where it writes a block. */
export interface ToolModel {
  readonly tool: string
  readonly sign: string
  readonly words: string
  readonly title: string
  /** As `aria-keyshortcuts` has it. */
  readonly keys: string | undefined
  readonly insert: string | undefined
}

export interface SourceModel {
  readonly field: FieldModel
  readonly tools: readonly ToolModel[]
  /** The draft whose waiting accounts the look shows; empty for a new one. */
  readonly draft: string
}

export interface KeptModel {
  readonly account: number
  /** Which text this is among those of the account. */
  readonly kept: string
  /** What is shown was sent and is not saved. */
  readonly isUnsaved: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'posts/source': SourceModel
    'posts/kept': KeptModel
  }
}

interface Tool {
  readonly tool: string
  readonly sign: string | MessageKey
  readonly words: MessageKey
  readonly keys?: string
  readonly insert?: (t: T) => string
}

const table = (t: T): string => {
  const rowOf = (words: string) => `| ${words} | ${words} |`
  const [head, cell] = [t('editor.tool.table.head'), t('editor.tool.table.cell')]
  return [rowOf(head), '|---|---|', rowOf(cell)].join('\n')
}

const tools: readonly Tool[] = [
  { tool: 'bold', sign: 'editor.tool.bold.sign', words: 'editor.tool.bold', keys: 'Control+B' },
  {
    ...{ tool: 'italic', sign: 'editor.tool.italic.sign', words: 'editor.tool.italic' },
    keys: 'Control+I',
  },
  { tool: 'link', sign: '↗', words: 'editor.tool.link', keys: 'Control+K' },
  { tool: 'heading', sign: '##', words: 'editor.tool.heading', keys: 'Control+Shift+2' },
  { tool: 'list', sign: '•', words: 'editor.tool.list', keys: 'Control+Shift+8' },
  { tool: 'numbers', sign: '1.', words: 'editor.tool.numbers', keys: 'Control+Shift+7' },
  { tool: 'quote', sign: '”', words: 'editor.tool.quote', keys: 'Control+Shift+9' },
  { tool: 'footnote', sign: 'x¹', words: 'editor.tool.footnote' },
  { tool: 'table', sign: '⊞', words: 'editor.tool.table', insert: table },
  {
    tool: 'withheld',
    sign: '▬',
    words: 'editor.tool.withheld',
    insert: (t) => t('posts.withheld.mark'),
  },
]

/** The field of the text with its toolbar. */
export const sourceModel = (field: FieldModel, draft: number | undefined, t: T): SourceModel => ({
  field,
  draft: draft === undefined ? '' : String(draft),
  tools: tools.map(({ tool, sign, words, keys, insert }) => ({
    ...{ tool, keys, words: t(words) },
    sign: isKey(sign) ? t(sign) : sign,
    title: keys ? `${t(words)} (${keys.replace('Control', 'Ctrl')})` : t(words),
    insert: insert?.(t),
  })),
})

const isKey = (sign: string): sign is MessageKey => sign.startsWith('editor.')
