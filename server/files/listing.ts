/** Files as a page lists them: those chosen for a form, and those that were sent. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { sizeWords } from '../language/size.ts'
import {
  accepted,
  type FileKind,
  MOST_BYTES,
  MOST_FILES,
  MOST_TOGETHER,
  type Tell,
  tellings,
} from './file.ts'
import { type Choice, choiceOf, MINUTES_KEPT, type Pending, type Token } from './pending.ts'
import type { Refused } from './pending-actions.ts'

/** The part of a form in which files are chosen. */
export interface FilesModel {
  /** Of the field, for pages that have several. */
  readonly id: string
  readonly label: string
  /** What it belongs to, for whoever hears the page, where there are several. */
  readonly of: string | undefined
  readonly hint: string
  readonly accept: string
  readonly faults: readonly string[]
  readonly chosen: ChosenModel | undefined
}

/** What was chosen so far: what each file tells, and what is to be sent of it. */
export interface ChosenModel {
  readonly token: string
  readonly count: number
  readonly kept: string
  readonly files: readonly {
    readonly id: number
    readonly legend: string
    readonly told: string
    readonly tells: readonly string[]
    readonly left: readonly string[]
    readonly choices: readonly {
      readonly value: Choice
      readonly words: string
      readonly isChosen: boolean
    }[]
  }[]
}

/** A file that can be fetched. */
export interface FileLink {
  readonly href: string
  readonly name: string
  readonly about: string
}

declare module '../web/views.ts' {
  interface Views {
    'files/field': FilesModel
    'files/chosen': ChosenModel
    'files/list': { readonly title: string; readonly files: readonly FileLink[] }
  }
}

interface Speaking {
  readonly t: T
  readonly language: Language
}

/** The field to choose files, and those chosen before. */
export function filesModel(
  speaking: Speaking,
  given: {
    readonly token?: Token | undefined
    readonly files?: readonly Pending[]
    readonly choices?: ReadonlyMap<number, Choice>
    readonly faults?: readonly string[]
    readonly id?: string
    readonly of?: string
  } = {},
): FilesModel {
  const { t, language } = speaking
  const { token, files = [], choices = new Map(), faults = [], id = 'file', of } = given
  const size = (bytes: number) => sizeWords(bytes, language)
  const [each, all] = [size(MOST_BYTES), size(MOST_TOGETHER)]
  return {
    ...{ id, of },
    label: t('files.field'),
    hint: t('files.field.hint', { most: MOST_FILES, each, all }),
    accept: accepted,
    faults,
    chosen:
      token === undefined || files.length === 0
        ? undefined
        : {
            ...{ token, count: files.length, kept: t('files.kept', { hours: MINUTES_KEPT / 60 }) },
            files: files.map((file) => chosenModel(file, speaking, choices.get(file.id))),
          },
  }
}

function chosenModel(file: Pending, { t, language }: Speaking, said: Choice | undefined) {
  const { id, name, kind, size, tells, clean } = file
  const chosen = choiceOf(file, said)
  const offered = clean ? (['copy', 'as_is', 'none'] as const) : (['as_is', 'none'] as const)
  const state = tells === undefined ? 'unread' : tells.length === 0 ? 'none' : 'some'
  return {
    id,
    legend: t('files.named', { name, about: aboutWords({ t, language }, { kind, size }) }),
    told: t(`files.tells.${state}`),
    tells: [
      ...tellLines(t, tells ?? []),
      ...(state === 'some' && !clean ? [t('files.nocopy')] : []),
    ],
    left: tellLines(t, clean?.tells ?? []),
    choices: offered.map((value) => ({
      value,
      words: t(value === 'copy' ? copyKey(kind) : `files.choice.${value}`),
      isChosen: value === chosen,
    })),
  }
}

const copyKey = (kind: FileKind) =>
  kind === 'pdf' ? ('files.choice.copy' as const) : ('files.choice.copy.image' as const)

/** One line for each sort of thing that a file tells. */
function tellLines(t: T, tells: readonly Tell[]): string[] {
  return tellings.flatMap((what) => {
    const found = tells.filter((one) => one.what === what)
    const words = found.map((one) => one.words).filter((one) => one !== '')
    if (found.length === 0) return []
    return what === 'other' && words.length === 0
      ? [t('files.tell.more')]
      : [t(`files.tell.${what}`, { words: words.join(', ') })]
  })
}

/** "PDF, 1,2 MB": what kind a file is and how large. */
export const aboutWords = (
  { t, language }: Speaking,
  { kind, size, isCopy }: { kind: FileKind; size: number; isCopy?: boolean },
): string =>
  [t(`files.kind.${kind}`), sizeWords(size, language), ...(isCopy ? [t('files.copy')] : [])].join(
    ', ',
  )

/** How many refused files are named one by one. */
const MOST_NAMED = 5

/** Why files were not taken: each by its name, those that are too many by their number. */
export function faultWords({ t, language }: Speaking, refused: readonly Refused[]): string[] {
  const many = refused.filter(({ fault }) => fault === 'many').length
  const others = refused.filter(({ fault }) => fault !== 'many')
  const limits = { each: sizeWords(MOST_BYTES, language), all: sizeWords(MOST_TOGETHER, language) }
  return [
    ...(many > 0 ? [t('files.fault.many', { most: MOST_FILES, count: many })] : []),
    ...others
      .slice(0, MOST_NAMED)
      .map(({ name, fault }) => t(`files.fault.${fault as 'kind'}`, { name, ...limits })),
    ...(others.length > MOST_NAMED
      ? [t('files.fault.more', { count: others.length - MOST_NAMED })]
      : []),
  ]
}
