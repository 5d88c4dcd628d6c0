/** How authors see a draft: the editor with its two cards, and the page of publication. */
import type { Waiting } from '../disclosures/waiting-store.ts'
import type { MessageKey, T } from '../language/catalogue.ts'
import { type Language, languages } from '../language/locale.ts'
import { placesIn } from '../text/markdown.ts'
import { type PartModel, partsModel } from './difference-pages.ts'
import { type Draft, type DraftFaults, type DraftForm, formOf } from './draft.ts'
import { type Capacity, capacities } from './post.ts'
import { type Link, type Telling, timeOf } from './telling-pages.ts'
import { PLACE } from './withheld.ts'

/** One of the two cards, equal in size and weight; none is chosen beforehand. */
export interface CardModel {
  readonly capacity: Capacity
  readonly words: string
  readonly isChosen: boolean
}

export interface CardsModel {
  readonly cards: readonly CardModel[]
  readonly fault: string | undefined
}

/** A field of a form for words; `rows` 0 is one line. */
export interface FieldModel {
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly fault: string | undefined
  readonly describedBy: string | undefined
  readonly value: string
  readonly look: 'title' | 'low' | 'long' | 'short' | 'plain'
  readonly rows: number
}

export interface EditorPage {
  readonly heading: string
  readonly action: string
  /** When the draft was saved that this form shows; empty for a new one. */
  readonly seen: string
  readonly faults: readonly Link[]
  readonly overtaken: { readonly words: string; readonly parts: readonly PartModel[] } | undefined
  readonly cards: CardsModel
  readonly fields: {
    readonly title: FieldModel
    readonly summary: FieldModel
    readonly source: FieldModel
    readonly question: FieldModel
    readonly tags: FieldModel
    readonly decision: FieldModel
    readonly url: FieldModel
  }
  readonly languages: readonly {
    readonly code: Language
    readonly words: string
    readonly isChosen: boolean
  }[]
  /** Missing for a change: comments are opened and closed at the post. */
  readonly commentsOpen: boolean | undefined
  readonly discard: string | undefined
  /** What is withheld in the text: places without an account, and accounts that become public with it. */
  readonly withheld: readonly (Link & { readonly hint: string; readonly language: Language })[]
}

declare module '../web/views.ts' {
  interface Views {
    'posts/cards': CardsModel
    'posts/field': FieldModel
    'posts/editor': EditorPage
  }
}

/** What the editor shows: a draft or what was typed, with what must be mended. */
export interface Editing {
  readonly draft: Draft | undefined
  readonly form: DraftForm
  readonly faults: DraftFaults
  readonly theirs: Draft | undefined
  /** Whether the post that is being changed is public. */
  readonly isPublic: boolean
  readonly waiting: readonly Waiting[]
}

/** The editor. */
export function editorModel(editing: Editing, telling: Telling): EditorPage {
  const { t, site } = telling
  const { draft, form, faults, theirs } = editing
  const seen = theirs ?? draft
  return {
    heading: t(headingOf(editing)),
    action: draft ? `/desk/drafts/${draft.id}` : '/desk/drafts',
    seen: seen?.changedAt ?? '',
    faults: Object.entries(faults).map(([name, key]) => ({
      href: `#${anchorOf(name)}`,
      words: t(key),
    })),
    overtaken: theirs && {
      words: t('posts.overtaken.words', { time: timeOf(theirs.changedAt, telling).words }),
      parts: partsModel(theirs, typedAsWords(form, theirs), telling),
    },
    cards: cardsModel(form.capacity, { t, title: site.official.title, fault: faults.capacity }),
    fields: fieldsModel(form, faults, t),
    languages: languages.map((code) => ({
      code,
      words: t(`common.language.${code}`),
      isChosen: code === form.language,
    })),
    commentsOpen: editing.isPublic ? undefined : form.commentsOpen,
    discard: draft && `/desk/drafts/${draft.id}/deletion`,
    withheld: draft ? withheldModel(draft, editing.waiting, t) : [],
  }
}

/** Each place of the saved text whose account waits or is missing, in the order of the text. */
function withheldModel(draft: Draft, waiting: readonly Waiting[], t: T): EditorPage['withheld'] {
  const at = `/desk/drafts/${draft.id}/withheld`
  const { language } = draft
  const places = placesIn(draft.source)
  const missing = places.some(({ id }) => id === undefined)
    ? [{ href: at, words: t('posts.withheld.fill'), hint: t('posts.withheld.missing'), language }]
    : []
  const found = waiting.map(({ id, said }) => ({
    href: `${at}?entry=${id}`,
    words: t('posts.withheld.change', { number: id }),
    hint: places.some((place) => place.id === id)
      ? said.canSay
      : t('posts.withheld.unplaced', { mark: `${PLACE} ${id}` }),
    language: said.language,
  }))
  return [...missing, ...found]
}

const headingOf = ({ draft, isPublic }: Pick<Editing, 'draft' | 'isPublic'>): MessageKey => {
  if (!draft) return 'posts.edit.new'
  return isPublic ? 'posts.edit.change' : 'posts.edit.draft'
}

/** The two cards with the words of domain/wording.json. */
export const cardsModel = (
  chosen: string,
  {
    t,
    title,
    fault,
  }: { readonly t: T; readonly title: string; readonly fault?: MessageKey | undefined },
): CardsModel => ({
  cards: capacities.map((capacity) => ({
    capacity,
    words: t(`posts.card.${capacity}`, { title }),
    isChosen: capacity === chosen,
  })),
  fault: fault && t(fault),
})

function fieldsModel(form: DraftForm, faults: DraftFaults, t: T): EditorPage['fields'] {
  const field = (
    name: Exclude<keyof DraftForm, 'commentsOpen'>,
    label: MessageKey,
    { hint, look, rows = 0 }: { hint?: MessageKey; look: FieldModel['look']; rows?: number },
  ): FieldModel => {
    const fault = name in faults ? faults[name as keyof DraftFaults] : undefined
    return fieldModel(
      { name, label: t(label), value: form[name], look, rows },
      {
        hint: hint && t(hint),
        fault: fault && t(fault),
      },
    )
  }
  return {
    title: field('title', 'posts.edit.title', { look: 'title' }),
    summary: field('summary', 'posts.edit.summary', {
      hint: 'posts.edit.summary.hint',
      look: 'low',
      rows: 2,
    }),
    source: field('source', 'posts.edit.source', {
      hint: 'posts.edit.source.hint',
      look: 'long',
      rows: 18,
    }),
    question: field('question', 'posts.edit.question', {
      hint: 'posts.edit.question.hint',
      look: 'low',
      rows: 2,
    }),
    tags: field('tags', 'posts.edit.tags', { hint: 'posts.edit.tags.hint', look: 'plain' }),
    decision: field('decisionText', 'posts.edit.decision', {
      hint: 'posts.edit.decision.hint',
      look: 'plain',
    }),
    url: field('decisionUrl', 'posts.edit.url', { look: 'plain' }),
  }
}

/** A field with what describes it for those who listen. */
export function fieldModel(
  field: Pick<FieldModel, 'name' | 'label' | 'value' | 'look' | 'rows'>,
  { hint, fault }: { readonly hint: string | undefined; readonly fault: string | undefined },
): FieldModel {
  const ids = [...(hint ? [`${field.name}-hint`] : []), ...(fault ? [`${field.name}-fault`] : [])]
  return { ...field, hint, fault, describedBy: ids.length > 0 ? ids.join(' ') : undefined }
}

/** Two fields are groups of choices, whose first choice takes the focus. */
const anchorOf = (name: string): string => (name === 'capacity' ? 'capacity-personal' : name)

const typedAsWords = (form: DraftForm, theirs: Draft) => ({
  ...theirs,
  title: form.title,
  summary: form.summary,
  question: form.question,
  source: form.source,
  tags: form.tags === '' ? [] : [form.tags],
  decision:
    form.decisionText === ''
      ? undefined
      : { text: form.decisionText, url: form.decisionUrl || undefined },
})

/** An empty form in the site's language, nothing chosen. */
export const emptyForm = (language: Language): DraftForm => ({
  capacity: '',
  title: '',
  question: '',
  summary: '',
  source: '',
  tags: '',
  language,
  decisionText: '',
  decisionUrl: '',
  commentsOpen: true,
})

/** A draft as it was saved, with nothing to mend. */
export const editingOf = (draft: Draft, isPublic: boolean): Omit<Editing, 'waiting'> => ({
  draft,
  form: formOf(draft),
  faults: {},
  theirs: undefined,
  isPublic,
})
