/** How authors see a draft: the editor with its two cards, and the page of publication. */
import type { Waiting } from '../disclosures/waiting-store.ts'
import type { Instant } from '../kernel/clock.ts'
import type { MessageKey, T } from '../language/catalogue.ts'
import { type Language, languages } from '../language/locale.ts'
import { placesIn } from '../text/markdown.ts'
import type { Views } from '../web/views.ts'
import { partsModel } from './difference-pages.ts'
import { type Draft, type DraftFaults, type DraftForm, formOf } from './draft.ts'
import { type OvertakenModel, othersModel } from './earlier-pages.ts'
import { type FieldsModel, fieldsModel } from './fields-pages.ts'
import { type Capacity, capacities } from './post.ts'
import { type Link, type Telling, timeOf } from './telling-pages.ts'
import { type KeptModel, type SourceModel, sourceModel } from './tools-pages.ts'
import { PLACE } from './withheld.ts'
import type { Open } from './writing.ts'

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

export interface EditorPage {
  readonly heading: string
  readonly action: string
  /** When the draft was saved that this form shows; empty for a new one. */
  readonly seen: string
  readonly faults: readonly Link[]
  /** What the writer had seen when somebody else saved; empty otherwise. */
  readonly base: string
  readonly overtaken: OvertakenModel | undefined
  /** Who else has the draft open. */
  readonly others: readonly string[]
  readonly earlier: string | undefined
  readonly kept: KeptModel
  /** The address of the script that helps. */
  readonly script: string
  readonly cards: CardsModel
  readonly source: SourceModel
  readonly fields: FieldsModel
  readonly languages: readonly {
    readonly code: Language
    readonly words: string
    readonly isChosen: boolean
  }[]
  /** Missing for a change: comments are opened and closed at the post. */
  readonly commentsOpen: boolean | undefined
  readonly discard: string | undefined
  /** The field for an image or a PDF. */
  readonly images: Views['images/upload']
  /** What is withheld in the text: places without an account, and accounts that become public with it. */
  readonly withheld: readonly (Link & { readonly hint: string; readonly language: Language })[]
}

declare module '../web/views.ts' {
  interface Views {
    'posts/cards': CardsModel
    'posts/editor': EditorPage
  }
}

/** What the editor shows: a draft or what was typed, with what must be mended. */
export interface Editing {
  readonly draft: Draft | undefined
  readonly form: DraftForm
  readonly faults: DraftFaults
  readonly theirs: Draft | undefined
  /** When somebody else saved: who, what the writer had seen, and whether both can be brought together. */
  readonly over?: {
    readonly by: string | undefined
    readonly base: string
    readonly canMerge: boolean
  }
  /** Whether the post that is being changed is public. */
  readonly isPublic: boolean
  readonly waiting: readonly Waiting[]
  readonly accountId: number
  /** What is shown was sent and could not be saved. */
  readonly isUnsaved: boolean
  readonly script: string
  readonly images: Views['images/upload']
  readonly others: readonly Open[]
  /** Whether the draft was saved with other texts before. */
  readonly hasEarlier: boolean
}

/** What is edited, apart from what the page finds by itself. */
export type Edited = Omit<
  Editing,
  'waiting' | 'images' | 'accountId' | 'isUnsaved' | 'script' | 'others' | 'hasEarlier'
>

/** The editor. */
export function editorModel(
  editing: Editing,
  telling: Telling & { readonly now: Instant },
): EditorPage {
  const { t, site } = telling
  const { draft, form, faults, theirs } = editing
  const seen = theirs ?? draft
  const fields = fieldsModel(form, faults, t)
  return {
    heading: t(headingOf(editing)),
    action: draft ? `/desk/drafts/${draft.id}` : '/desk/drafts',
    seen: seen?.changedAt ?? '',
    faults: Object.entries(faults).map(([name, key]) => ({
      href: `#${anchorOf(name)}`,
      words: t(key),
    })),
    base: editing.over?.base ?? '',
    overtaken: theirs && overtakenModel(editing, theirs, telling),
    others: othersModel(editing.others, telling),
    earlier: editing.hasEarlier && draft ? `/desk/drafts/${draft.id}/earlier` : undefined,
    cards: cardsModel(form.capacity, { t, title: site.official.title, fault: faults.capacity }),
    kept: {
      ...{ account: editing.accountId, kept: draft ? String(draft.id) : 'new' },
      isUnsaved: editing.isUnsaved,
    },
    script: editing.script,
    source: sourceModel(fields.source, draft?.id, t),
    fields,
    languages: languages.map((code) => ({
      code,
      words: t(`common.language.${code}`),
      isChosen: code === form.language,
    })),
    commentsOpen: editing.isPublic ? undefined : form.commentsOpen,
    images: editing.images,
    discard: draft && `/desk/drafts/${draft.id}/deletion`,
    withheld: draft ? withheldModel(draft, editing.waiting, t) : [],
  }
}

/** Both texts beside each other, and who saved meanwhile. */
function overtakenModel({ form, over }: Editing, theirs: Draft, telling: Telling): OvertakenModel {
  const { t } = telling
  const { words: time } = timeOf(theirs.changedAt, telling)
  return {
    words: over?.by
      ? t('editor.overtaken.words', { name: over.by, time })
      : t('editor.overtaken.words.none', { time }),
    canMerge: over?.canMerge ?? false,
    parts: partsModel(theirs, typedAsWords(form, theirs), telling),
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
export const editingOf = (draft: Draft, isPublic: boolean): Edited => ({
  draft,
  form: formOf(draft),
  faults: {},
  theirs: undefined,
  isPublic,
})
