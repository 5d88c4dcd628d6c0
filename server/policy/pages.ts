/** How the rules of the house and the long texts beside them are shown. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Html } from '../text/html.ts'
import { renderText } from '../text/markdown.ts'
import type { Site } from '../web/house.ts'
import { type TextPolicy, textPolicy } from './rules.ts'
import type { ClauseInForce, RulesVersion } from './store.ts'

export interface PolicyIndex {
  readonly policies: readonly {
    readonly href: string
    readonly title: string
    readonly words: string
  }[]
}

export interface RulesPage {
  readonly version: string
  /** "Gäller från 1 november 2026", or until when it did. */
  readonly applies: string
  /** The way to the rules that apply, on a page that shows others. */
  readonly present: string | undefined
  readonly clauses: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly paragraphs: readonly string[]
  }[]
  readonly versions: readonly {
    readonly href: string
    readonly words: string
    readonly isHere: boolean
  }[]
}

export interface TextPage {
  readonly title: string
  readonly html: Html
}

declare module '../web/views.ts' {
  interface Views {
    'policy/index': PolicyIndex
    'policy/rules': RulesPage
    'policy/text': TextPage
  }
}

/** What the words depend on. */
interface Telling {
  readonly t: T
  readonly language: Language
  readonly site: Site
}

/** The three texts that say what applies here. */
export const indexModel = ({ t }: Telling): PolicyIndex => ({
  policies: [
    { href: '/policy/house-rules', title: t('policy.rules'), words: t('policy.rules.words') },
    { href: '/policy/privacy', title: t('policy.privacy'), words: t('policy.privacy.words') },
    {
      href: '/policy/accessibility',
      title: t('policy.accessibility'),
      words: t('policy.accessibility.words'),
    },
  ],
})

/** One version of the house rules among all, the newest first; `inForce` is the one that applies. */
export function rulesModel(
  { t, language, site }: Telling,
  shown: RulesVersion,
  {
    versions,
    inForce,
    clauses,
  }: {
    readonly versions: readonly RulesVersion[]
    readonly inForce: RulesVersion
    readonly clauses: readonly ClauseInForce[]
  },
): RulesPage {
  const from = (version: RulesVersion) => date(version.appliesFrom, language, site.timeZone)
  return {
    version: t('policy.version', { number: shown.number }),
    applies: t('policy.applies', { date: from(shown) }),
    present: shown === inForce ? undefined : t('policy.present', { number: inForce.number }),
    clauses: clauses.map(({ number, title, body }) => ({
      id: `clause-${number}`,
      number: `§ ${number}`,
      title,
      paragraphs: body.split(/\n+/),
    })),
    versions: versions.map((version) => ({
      href: `/policy/house-rules?version=${version.number}`,
      words: t('policy.version.from', { number: version.number, date: from(version) }),
      isHere: version === shown,
    })),
  }
}

/**
 * The privacy notice or the accessibility statement with what the site says of itself filled in.
 * What the site does not say yet is named as missing, so that nobody takes a gap for a text.
 */
export function textModel(
  { t, language, site }: Telling,
  policy: TextPolicy,
  url: string,
): TextPage {
  const facts = factsOf(site, url)
  const filled = (text: string, written: (fact: string) => string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => written(facts[name] ?? t('policy.missing')))
  const [heading = '', ...rest] = textPolicy(policy, site.country, language).split('\n')
  return {
    title: filled(heading.replace(/^#\s*/, ''), (fact) => fact),
    html: renderText(filled(rest.join('\n'), literal), language),
  }
}

const factsOf = (site: Site, url: string): Readonly<Record<string, string | undefined>> => ({
  authority: site.authority,
  controller: site.controller ?? site.authority,
  dpo: site.dataProtectionOfficer,
  contact: site.contactEmail ?? site.postalAddress,
  telephone: site.telephone,
  official: site.official.name,
  url,
})

/** A fact as Markdown that shows it sign by sign, on one line. */
const literal = (fact: string): string =>
  fact.replace(/\s*\n\s*/g, ', ').replace(/[!-/:-@[-`{-~]/g, '\\$&')
