/** A post as machines read it: schema.org's BlogPosting as JSON-LD. */
import type { T } from '../language/catalogue.ts'
import { standing } from '../language/standing.ts'
import { type Html, trusted } from '../text/html.ts'
import type { Head } from '../web/frame.ts'
import type { Site } from '../web/house.ts'
import type { PublicPost } from './post.ts'

/** The data block of a post's page; `t` speaks the post's own language. */
export function structured(
  post: PublicPost,
  {
    t,
    site,
    publicUrl,
    image,
  }: {
    readonly t: T
    readonly site: Site
    readonly publicUrl: string
    readonly image: Head['image']
  },
): Html {
  const { capacity, language } = post
  const url = publicUrl + post.path
  return dataBlock({
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    '@id': post.feedId,
    url,
    mainEntityOfPage: url,
    headline: post.title,
    abstract: post.summary,
    inLanguage: language,
    genre: t(`common.capacity.${capacity}`),
    creditText: standing(capacity, post.author.name, language),
    additionalType: `${publicUrl}/about#${capacity}`,
    datePublished: post.firstPublishedAt,
    dateModified: post.changedAt ?? post.firstPublishedAt,
    version: post.version,
    keywords: post.tags.map(({ name }) => name),
    commentCount: post.commentCount,
    discussionUrl: `${url}#comments`,
    isPartOf: { '@type': 'Blog', name: site.name, url: `${publicUrl}/` },
    ...(post.question ? { hasPart: { '@type': 'Question', name: post.question } } : {}),
    ...(image ? { image: publicUrl + image.path } : {}),
    author: {
      '@type': 'Person',
      name: post.author.name,
      jobTitle: post.author.title,
      worksFor: { '@type': 'GovernmentOrganization', name: site.authority },
    },
    publisher: { '@type': 'GovernmentOrganization', name: site.authority },
  })
}

/**
 * JSON that can stand in a script element: with `<` written as an escape there is no `</script>` and
 * no `<!--` in it, and a parser of JSON reads the same text.
 */
export const dataBlock = (value: unknown): Html =>
  trusted(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped))

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
