/** The fields of forms in which authors write. */
import type { MessageKey, T } from '../language/catalogue.ts'
import type { DraftFaults, DraftForm } from './draft.ts'

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

declare module '../web/views.ts' {
  interface Views {
    'posts/field': FieldModel
  }
}

/** The fields of the editor. */
export type FieldsModel = Readonly<
  Record<'title' | 'summary' | 'source' | 'question' | 'tags' | 'decision' | 'url', FieldModel>
>

/** The fields of the editor with what must be mended. */
export function fieldsModel(form: DraftForm, faults: DraftFaults, t: T): FieldsModel {
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
