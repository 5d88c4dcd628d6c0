import { describe, expect, test } from 'vitest'
import { sources } from './source.ts'

const views = sources('views/**/*.eta')

describe('a template', () => {
  test('prints, branches, loops and includes; the rest is done before', () => {
    expect(
      found((text) =>
        statements(text).filter((code) => !/^(if|for) \(|^\} else|^\}$|^\/\*/.test(code)),
      ),
      'Decide in pages.ts and hand the view a field that says it.',
    ).toEqual([])
  })

  test('does not compute in what it prints', () => {
    const computing =
      /\.(map|filter|join|slice|replace|split|toFixed|toLocale\w*)\(|\bnew |=>|\bMath\.|\bJSON\./
    expect(
      found((text) => prints(text).filter((code) => computing.test(code))),
      'Make the words, the number or the list in pages.ts.',
    ).toEqual([])
  })

  test('has no style and no program of its own: the content policy would refuse them', () => {
    const own =
      /<style|\sstyle=|\son[a-z]+=|href="javascript:|<script(?![^>]*\b(src=|type="application\/ld\+json"))/g
    expect(
      found((text) => [...text.matchAll(own)].map(([it]) => it)),
      'A class in static/css, a listener in static/js.',
    ).toEqual([])
  })

  test('fetches nothing from anybody else', () => {
    const foreign =
      /<(?:script|link|img|iframe|video|audio|source|form)\b[^>]*\b(?:src|href|action)="(?:https?:)?\/\//g
    expect(
      found((text) => [...text.matchAll(foreign)].map(([it]) => it)),
      'Promise 7: a reader is known to nobody, so everything a page needs comes from here.',
    ).toEqual([])
  })
})

const found = (search: (text: string) => string[]): string[] =>
  views.flatMap(({ path, text }) => search(text).map((it) => `${path}: ${it.trim()}`))

const statements = (text: string): string[] =>
  [...text.matchAll(/<%[-_]?(?![-_]?\s*[=~])([\s\S]*?)[-_]?%>/g)].map(([, code = '']) =>
    code.trim(),
  )

const prints = (text: string): string[] =>
  [...text.matchAll(/<%[-_]?\s*[=~]([\s\S]*?)[-_]?%>/g)].map(([, code = '']) => code.trim())
