/** A branch with a page of its own, as that page and those of its comments tell of it. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { movedWords } from './beside-pages.ts'
import { idsOn } from './place.ts'
import type { Side } from './side-store.ts'

export interface SideModel {
  readonly title: string
  readonly href: string
  /** Whether this is its own page; otherwise the page of one of its comments. */
  readonly isOwn: boolean
  readonly moved: string
  /** Its place in the thread. */
  readonly back: string
}

/** The branch in which a comment stands, if one of these is it; the innermost of several. */
export const sideAround = (sides: readonly Side[], path: string): Side | undefined =>
  sides.filter((side) => path.startsWith(side.path)).at(-1)

/** A branch in its reader's language; `path` is that of the post. */
export const sideModel = (
  side: Side,
  asking: { readonly t: T; readonly language: Language; readonly zone: string },
  { path, isOwn }: { readonly path: string; readonly isOwn: boolean },
): SideModel => ({
  title: side.title,
  href: `/discussions/${side.comment_id}`,
  isOwn,
  moved: movedWords(side, asking),
  back: `${path}?from=${idsOn(side.path)[0]}#d${side.comment_id}`,
})
