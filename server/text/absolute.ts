/** Links that hold wherever a text is read: in a feed, in a mail, in a file that was saved. */
import { type Html, trusted } from './html.ts'

const LINK = / (href|src|cite)="(\/(?!\/)|#)([^"]*)"/g
const SET = / srcset="([^"]*)"/g

/**
 * What the renderer made, with each address that begins with `/` under the public address, and each that begins with `#` on the
 * page itself. Quotation marks in text are escaped, so that nothing but attributes looks like one.
 */
export const absolute = (rendered: Html, publicUrl: string, page: string): Html =>
  trusted(
    rendered
      .replace(LINK, (_, name: string, first: string, rest: string) =>
        first === '/'
          ? ` ${name}="${publicUrl}/${rest}"`
          : ` ${name}="${publicUrl}${page}#${rest}"`,
      )
      .replace(
        SET,
        (_, set: string) => ` srcset="${set.replace(/(^|, *)\//g, `$1${publicUrl}/`)}"`,
      ),
  )
