/** A moderator at the desk, by the same forms as a person. */
import { people } from '../server/demo/content.ts'
import { ask } from './http.ts'
import type { Server } from './process.ts'

export interface Moderator {
  /** Sends a form of the desk. Throws unless it leads on, as every act does that was done. */
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<void>
}

/** Signs in as the moderator of the generated site. */
export async function signedIn({ port }: Server): Promise<Moderator> {
  const person = people().staff.find(({ key }) => key === 'moderator')
  if (!person) throw new Error('nobody moderates')
  const { email, password } = person
  const entry = await ask(port, '/sign-in', { form: { email, password, to: '/desk' } })
  const cookie = entry.headers['set-cookie']?.[0]?.split(';')[0]
  if (!cookie) throw new Error(`the moderator was not let in: ${entry.status}`)
  return {
    post: async (path, form) => {
      const { status, body } = await ask(port, path, { form, headers: { cookie } })
      if (status !== 303) throw new Error(`${path}: ${status} ${body}`)
    },
  }
}
