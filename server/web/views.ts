import type { Language } from '../language/locale.ts'
import type { Difference } from '../text/difference.ts'
import type { Html } from '../text/html.ts'

/** What the head and frame of every page need; plain data. */
export interface Page {
  readonly language: Language
  /** The path without query, for the links that change language. */
  readonly path: string
  readonly title: string
  readonly siteName: string
  readonly authority: string
}

/** A feed that a page tells of: its address without `/feed.atom` and `/feed.json`. */
export interface FeedLink {
  readonly path: string
  readonly title: string
}

/** An image that is shown with a link to a page, and what it shows in words. */
export interface LinkImage {
  readonly path: string
  readonly words: string
  readonly width: number
  readonly height: number
}

/** The frame of a public page. */
export interface PublicFrame {
  readonly body: Html
  readonly description: string | undefined
  /** Absolute, when the page has one address that counts. */
  readonly canonical: string | undefined
  readonly noindex: boolean
  /** The capacity in words, for a page that is one post. */
  readonly capacity: 'personal' | 'official' | undefined
  readonly published: string | undefined
  readonly modified: string | undefined
  /** With an absolute address. */
  readonly image: LinkImage | undefined
  readonly locale: string
  readonly jsonLd: Html | undefined
  readonly stylesheet: string
  readonly script: string
  readonly menu: readonly {
    readonly href: string
    readonly words: string
    readonly here: boolean
  }[]
  readonly languages: readonly {
    readonly code: Language
    readonly words: string
    readonly here: boolean
  }[]
  /** What every page announces: that only reading is possible, a planned change of official. */
  readonly notices: readonly string[]
  readonly feeds: readonly FeedLink[]
  /** What the country's law makes of a comment. */
  readonly records: string
  /** Where the clocks stand that every time on the page is told by. */
  readonly zone: string
}

/** The frame of a page at the desk. */
export interface DeskFrame {
  readonly body: Html
  readonly stylesheet: string
  readonly script: string
  readonly viewer: string
  readonly menu: readonly {
    readonly href: string
    readonly words: string
    readonly here: boolean
    readonly count: number
  }[]
  /** Sentences that every page of the desk must say, such as that there is no second person. */
  readonly warnings: readonly {
    readonly title: string
    readonly words: string
    readonly link: { readonly href: string; readonly words: string } | undefined
  }[]
  /** What was just done, after a redirect, and what can be done about it. */
  readonly done: (Required<AfterActModel> & { readonly words: string }) | undefined
  readonly languages: PublicFrame['languages']
}

/** What follows an act at the desk: words of its own, taking it back, where to go on. */
export interface AfterActModel {
  readonly words?: string | undefined
  readonly undo?:
    | {
        readonly action: string
        readonly name: string
        readonly value: string
        readonly words: string
      }
    | undefined
  readonly links?: readonly { readonly href: string; readonly words: string }[]
}

export interface ProblemPage {
  readonly title: string
  readonly words: string
  /** What the person had written, so that nothing is lost. */
  readonly kept: string | undefined
  readonly reference: string | undefined
  readonly links: readonly { readonly href: string; readonly words: string }[]
}

/** Every template and what it is given; rooms add theirs beside their `pages.ts`. */
export interface Views {
  'layouts/page': PublicFrame
  'layouts/desk': DeskFrame
  'layouts/bare': {
    readonly body: Html
    readonly stylesheet: string
    readonly languages: PublicFrame['languages']
  }
  'problems/problem': ProblemPage
  /** A text against an earlier one, word by word. */
  'shared/changed': { readonly paragraphs: readonly (readonly Difference[])[] }
  'problems/opening-soon': { readonly title: string }
}

export type ViewName = keyof Views & string

/** A view with what it is given. */
export type View = {
  [Name in ViewName]: { readonly name: Name; readonly model: Views[Name] }
}[ViewName]

/** Pairs a view with what it is given, checked. */
export const view = <Name extends ViewName>(name: Name, model: Views[Name]): View =>
  ({ name, model }) as unknown as View
