/** The pages about mail to people without an account, as plain data. */
import type { MessageKey, T } from '../language/catalogue.ts'
import { type Language, languages, ownNames } from '../language/locale.ts'
import type { Capacity } from '../storage/schema.ts'
import { type Choices, type FormModel, formModel } from '../web/fields.ts'
import type { Target } from './follow.ts'

/** What is to be followed, with the words that name it. */
export interface Offered {
  readonly target: Target
  /** The post it is about; undefined for all posts. */
  readonly post:
    | {
        readonly id: number
        readonly href: string
        readonly title: string
        readonly language: Language
        readonly capacity: Capacity
      }
    | undefined
  /** Of a comment: its number, whose it is, and whether it is a question without an answer. */
  readonly comment:
    | { readonly href: string; readonly whose: string; readonly isOpenQuestion: boolean }
    | undefined
}

export interface AskPage extends Offered {
  readonly title: string
  readonly words: string
  readonly action: string
  readonly form: FormModel
  readonly choices: Choices | undefined
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  /** Said where no mail goes out yet. */
  readonly unsent: string | undefined
}

export interface LinkPage {
  readonly title: string
  readonly words: readonly string[]
  readonly act: { readonly action: string; readonly words: string } | undefined
  readonly link: { readonly href: string; readonly words: string } | undefined
}

export interface ChoicePage {
  readonly title: string
  readonly words: string
  readonly saved: boolean
  readonly action: string
  readonly choices: readonly Choices[]
  readonly post: Offered['post']
}

declare module '../web/views.ts' {
  interface Views {
    'following/ask': AskPage
    'following/link': LinkPage
    'following/choice': ChoicePage
  }
}

/** What came back from the form. */
export interface Typed {
  readonly address?: string
  readonly way?: string
  readonly fault?: MessageKey
}

interface Telling {
  readonly t: T
  readonly name: string
}

/** The form to follow something. */
export function askModel(
  offered: Offered,
  { t, name }: Telling,
  page: {
    readonly action: string
    readonly typed: Typed
    readonly isSending: boolean
    readonly hidden?: AskPage['hidden']
  },
): AskPage {
  const { typed, action, isSending, hidden = [] } = page
  const kind = kindOf(offered.target)
  const values = { address: typed.address }
  return {
    ...offered,
    title: t(`following.title.${kind}`),
    words: t(`following.words.${kind}`),
    action,
    form: formModel(
      t,
      [
        {
          ...{ name: 'address', type: 'email', autocomplete: 'email' },
          ...{ label: 'following.address', hint: 'following.address.hint' },
        },
      ],
      { values, faults: typed.fault ? { address: typed.fault } : {} },
    ),
    choices: waysOf(offered, { t, name }, typed.way ?? wayFor(offered.target)),
    hidden,
    unsent: isSending ? undefined : t('following.unsent'),
  }
}

const kindOf = ({ topic }: Target) =>
  topic === 'answers' || topic === 'question' ? 'comment' : topic

/** The ways to follow the same thing; a thread has only one. */
export function waysOf(
  { target, comment }: Pick<Offered, 'target' | 'comment'>,
  { t, name }: Telling,
  chosen: string,
): Choices | undefined {
  const ways = waysFor(target, comment?.isOpenQuestion ?? false)
  if (ways.length < 2) return undefined
  const here = ways.find((way) => way === chosen) ?? ways[0]
  return {
    ...{ kind: 'radio', name: 'way', label: t('following.way'), hint: undefined, fault: undefined },
    choices: ways.map((way) => ({
      value: way,
      words: t(`following.way.${way}`, { name }),
      isChosen: way === here,
    })),
  }
}

type Way = 'all' | Capacity | 'thread' | 'answers' | 'question'

function waysFor({ topic }: Target, isOpenQuestion: boolean): readonly Way[] {
  if (topic === 'posts') return ['all', 'personal', 'official']
  if (topic === 'thread') return ['thread']
  return isOpenQuestion || topic === 'question' ? ['answers', 'question'] : ['answers']
}

/** The way that a target is followed. */
export const wayFor = (target: Target): Way =>
  target.topic === 'posts' ? (target.capacity ?? 'all') : target.topic

/** The same thing followed in the way that was chosen; as it is when that is none of its ways. */
export function inWay(target: Target, way: string): Target {
  if (target.topic === 'posts') {
    if (way === 'all') return { topic: 'posts', capacity: undefined }
    return way === 'personal' || way === 'official' ? { topic: 'posts', capacity: way } : target
  }
  if (target.topic === 'thread') return target
  const isWay = way === 'answers' || way === 'question'
  return isWay ? { topic: way, commentId: target.commentId } : target
}

/** The languages that a mail can be written in. */
export const languagesOf = (t: T, chosen: Language): Choices => ({
  ...{ kind: 'radio', name: 'language', label: t('following.language') },
  ...{ hint: undefined, fault: undefined },
  choices: languages.map((value) => ({
    value,
    words: ownNames[value],
    isChosen: value === chosen,
  })),
})
