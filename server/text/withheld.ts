/** A place in a text where something is not told: a block that says so, in the words of the text around it. */
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { type Html, html } from './html.ts'

/** What an entry of the archive says of a place, ready to print. */
export interface Withheld {
  readonly href: string
  readonly state: 'withheld' | 'partly' | 'disclosed' | 'ended'
  readonly language: Language
  readonly canSay: string
  readonly why: string
  /** The ground's name; where the law has it stands in the entry. */
  readonly ground: string
  /** When it is looked at again, or since when it should have been: a sentence. */
  readonly review: string | undefined
  readonly told: string | undefined
}

/** The block; what is told by now only leads to where. `language` is that of the text. */
export function withheldHtml(entry: Withheld, language: Language): Html {
  const t = translator(language)
  const link = html`<a href="${entry.href}">${t('disclosures.passage.more')}</a>`
  const title = t(`disclosures.passage.${entry.state}`)
  if (entry.state === 'disclosed' || entry.state === 'ended') {
    const told = entry.told
      ? [html` <a href="${entry.told}">${t('disclosures.passage.told')}</a>`]
      : []
    return html`<div class="withheld withheld--over" role="group" aria-label="${title}"><p><strong class="withheld__title">${title}</strong>${told} ${[link]}</p></div>`
  }
  const review = entry.review === undefined ? [] : [html`<p>${entry.review} ${[link]}</p>`]
  return html`<div class="withheld" role="group" aria-label="${title}"><p class="withheld__title">${title}</p><p class="withheld__words" lang="${entry.language}">${entry.canSay}</p><p><strong>${t('disclosures.entry.ground')}:</strong> ${entry.ground}</p><p class="withheld__words" lang="${entry.language}"><strong lang="${language}">${t('disclosures.entry.why')}:</strong> ${entry.why}</p>${review}</div>`
}

/** A place without an entry: only its author ever sees it. */
export const missingHtml = (language: Language): Html =>
  html`<div class="withheld"><p class="withheld__title">${translator(language)('disclosures.passage.missing')}</p></div>`

/** A place in an earlier version: which entry stood there, not what it says by now. */
export function placeHtml(id: number, language: Language): Html {
  const t = translator(language)
  const words = t('disclosures.title.number', { number: id })
  return html`<p class="withheld withheld--over">${t('disclosures.passage.withheld')}. <a href="/openness/${id}">${words}</a></p>`
}
