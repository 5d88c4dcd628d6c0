/** Forms as view models: what was typed comes back, with what to mend at the field and in a list on top. */
import type { MessageKey, T } from '../language/catalogue.ts'

/** A field as a room describes it; a password is never shown again. */
export interface FieldSpec {
  readonly name: string
  readonly label: MessageKey
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'time' | 'number'
  readonly hint?: MessageKey
  readonly autocomplete?: string
  readonly isOptional?: boolean
  /** Needed one day, not yet. */
  readonly mayWait?: boolean
  readonly look?: 'short' | 'code' | 'low'
  /** A text of several lines. */
  readonly rows?: number
}

export interface FieldModel {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly value: string
  readonly hint: string | undefined
  readonly fault: string | undefined
  readonly autocomplete: string
  readonly isOptional: boolean
  readonly isRequired: boolean
  readonly look: string
  readonly rows: number
  /** The ids of hint and fault, for who hears the page; empty when there are none. */
  readonly describedBy: string
}

export interface FormModel {
  readonly faults: readonly { readonly href: string; readonly words: string }[]
  readonly fields: readonly FieldModel[]
}

/** Several to choose from, one (`radio`) or any number (`checkbox`). */
export interface Choices {
  readonly kind: 'radio' | 'checkbox'
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly fault: string | undefined
  readonly choices: readonly {
    readonly value: string
    readonly words: string
    readonly hint?: string
    readonly isChosen: boolean
  }[]
}

declare module './views.ts' {
  interface Views {
    'shared/field': FieldModel
    'shared/form': FormModel
    'shared/choices': Choices
    'shared/problem': { readonly words: string }
    /** What somebody wrote and could not be taken, to copy. */
    'shared/kept': { readonly words: string }
    /** Nobody sees it: it tells what keeps passwords whose password this is. */
    'shared/username': { readonly email: string }
  }
}

type Texts = Readonly<Record<string, string | undefined>>
/** For each field that must be mended: the message that says how. */
export type FormFaults = Readonly<Partial<Record<string, MessageKey>>>

/** The model of a form's fields. Faults of fields that are not listed here link to the form's own field names. */
export function formModel(
  t: T,
  specs: readonly FieldSpec[],
  typed: { readonly values?: Texts; readonly faults?: FormFaults } = {},
): FormModel {
  const { values = {}, faults = {} } = typed
  return {
    faults: Object.entries(faults).flatMap(([name, key]) =>
      key ? [{ href: `#${name}`, words: t(key) }] : [],
    ),
    fields: specs.map((spec) => fieldModel(t, spec, values[spec.name] ?? '', faults[spec.name])),
  }
}

function fieldModel(
  t: T,
  spec: FieldSpec,
  value: string,
  fault: MessageKey | undefined,
): FieldModel {
  const { name, type = 'text' } = spec
  const described = [spec.hint && `${name}-hint`, fault && `${name}-fault`]
  return {
    name,
    label: t(spec.label),
    type,
    value: type === 'password' ? '' : value,
    hint: spec.hint && t(spec.hint),
    fault: fault && t(fault),
    autocomplete: spec.autocomplete ?? 'off',
    isOptional: spec.isOptional ?? false,
    isRequired: !spec.isOptional && !spec.mayWait,
    look: spec.look ? ` field__input--${spec.look}` : '',
    rows: spec.rows ?? 0,
    describedBy: described.filter(Boolean).join(' '),
  }
}
