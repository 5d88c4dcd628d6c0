/** The page on the right to ask for documents: what the law says where the site is, how to ask, and what a blog cannot do. */
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Country } from '../language/locale.ts'
import { type FieldSpec, type FormModel, formModel } from '../web/fields.ts'
import type { Site } from '../web/house.ts'
import type { Ask } from '../web/web.ts'

export interface RequestPage {
  readonly summary: string
  readonly ways: readonly {
    readonly name: string
    readonly words: string
    readonly href: string | undefined
  }[]
  /** Where documents can be searched. */
  readonly search: { readonly href: string; readonly words: string } | undefined
  /** What the law of the country gives, a sentence or two each. */
  readonly rights: readonly string[]
  readonly cannot: readonly string[]
  /** The form, where the blog takes requests: one field that is required, and no other (TF 2:18). */
  readonly form: FormModel | undefined
}

/** A request before it is sent. */
export interface PreviewPage {
  readonly text: readonly string[]
  readonly sentences: readonly string[]
  readonly form: FormModel
  readonly mark: string
}

declare module '../web/views.ts' {
  interface Views {
    'requests/request': RequestPage
    'requests/preview': PreviewPage
  }
}

/**
 * What the law gives whoever asks. Sweden: tryckfrihetsförordningen 2:15–2:18, OSL 6:3–6:8, FL 43–44. Norway: offentleglova
 * §§ 3, 8, 11, 28, 29, 31 and 32, forvaltningsloven §§ 29 and 32.
 */
const rights: Readonly<Record<Country, readonly MessageKey[]>> = {
  se: [
    ...(['requests.right.se.read', 'requests.right.se.who', 'requests.right.se.soon'] as const),
    ...(['requests.right.se.rest', 'requests.right.se.no', 'requests.right.se.appeal'] as const),
  ],
  no: [
    ...(['requests.right.no.read', 'requests.right.no.who', 'requests.right.no.about'] as const),
    ...(['requests.right.no.soon', 'requests.right.no.wider'] as const),
    ...(['requests.right.no.written', 'requests.right.no.complain'] as const),
  ],
}

/** The page for every reader of one language. */
export function requestPage({ t, site }: Ask): RequestPage {
  const { authority, country, telephone, contactEmail, postalAddress, requests } = site
  const way = (key: 'telephone' | 'email' | 'post', text: string | undefined, href?: string) =>
    text ? [{ name: t(`requests.how.${key}`), words: text.replaceAll('\n', ', '), href }] : []
  return {
    summary: t('requests.summary', { authority }),
    ways: [
      ...way('telephone', telephone, `tel:${telephone?.replace(/[^+\d]/g, '')}`),
      ...way('email', contactEmail, `mailto:${contactEmail}`),
      ...way('post', postalAddress),
    ],
    search: requests.search
      ? { href: requests.search, words: t(`requests.how.search.${country}`) }
      : undefined,
    rights: rights[country].map((key) => t(key)),
    cannot: [
      t('requests.cannot.elsewhere', { authority }),
      t('requests.cannot.promise', { authority }),
      t('requests.cannot.never'),
      ...(requests.keyId === undefined ? [t('requests.cannot.closed')] : []),
    ],
    form: requests.keyId === undefined ? undefined : formModel(t, [description]),
  }
}

const description: FieldSpec = {
  ...{ name: 'text', label: 'requests.form.text', hint: 'requests.form.text.hint', rows: 5 },
}

/** What is said before a request is sent, with every word still in hand. */
export function previewPage(
  { t, site }: { readonly t: T; readonly site: Site },
  given: {
    readonly text: string
    readonly fault: MessageKey | undefined
    readonly code: string
    readonly mark: string
  },
): PreviewPage {
  const { country, authority } = site
  const { text, fault, code, mark } = given
  const isCode = fault === 'comments.fault.unknown_code'
  return {
    text: text.trim() === '' ? [] : text.trim().split(/\n{2,}/),
    sentences: [
      t(`requests.preview.${country}.who`, { authority }),
      t(`requests.preview.${country}.when`),
      t('requests.preview.record'),
    ],
    form: formModel(
      t,
      [description, { name: 'code', label: 'requests.form.code', look: 'code', isOptional: true }],
      { values: { text, code }, faults: fault ? { [isCode ? 'code' : 'text']: fault } : {} },
    ),
    mark,
  }
}
