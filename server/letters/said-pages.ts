/** What was said of a letter, by its writer and by the office, with what came along. */
import { aboutWords, type FileLink } from '../files/listing.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Opened } from './opened.ts'

export interface SaidModel {
  readonly who: string
  readonly capacity: Capacity | undefined
  readonly isOwn: boolean
  readonly time: string
  readonly iso: string
  readonly text: readonly string[]
  readonly files: { readonly title: string; readonly files: readonly FileLink[] } | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'letters/said': SaidModel
  }
}

interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
}

/** One thing that was said, by the office or by the writer, who is called `name` here and whose files are at `files`. */
export function saidModel(
  { at, text, author, capacity, files }: Opened['said'][number],
  { t, language, zone }: Speaking,
  writer: { readonly name: string; readonly files: string },
): SaidModel {
  const links = files.map((file) => ({
    ...{ href: `${writer.files}/${file.id}`, name: file.name },
    about: aboutWords({ t, language }, file),
  }))
  return {
    who: author ? `${author.name}, ${author.title}` : writer.name,
    capacity,
    isOwn: author === undefined,
    time: exactTime(at, language, zone),
    iso: `${at.slice(0, 16)}Z`,
    text: paragraphs(text),
    files: links.length > 0 ? { title: t('files.attached'), files: links } : undefined,
  }
}

/** Paragraphs of a plain text; line breaks within one are kept by the stylesheet. */
export const paragraphs = (text: string): string[] => text.split(/\n{2,}/)
