/** What of a request lies here: letters, comments and posts, by their numbers. */

export const itemKinds = ['letter', 'comment', 'post'] as const
export type ItemKind = (typeof itemKinds)[number]

/** Something here that was asked for. */
export interface Item {
  readonly id: number
  readonly kind: ItemKind
  readonly number: number
}
