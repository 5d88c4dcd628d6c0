import type { Form, TestSite } from '../support/site.ts'

/** A kind of page, and how one comes to it. */
export interface Kind {
  readonly name: string
  readonly site: TestSite
  readonly path: string
  readonly cookie?: string | undefined
  /** What a form on another page sent there. */
  readonly form?: Form
  readonly headers?: Readonly<Record<string, string>>
  /** 200 when it is not said. */
  readonly status?: number
}
