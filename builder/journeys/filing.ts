/**
 * Where a journey is filed: a tag with a slash at its end is a folder, all others are tags. The format knows tags only, so
 * files of other tools stay what they are.
 */
export const folderOf = (tags: readonly string[] = []): string | null =>
  tags.find((tag) => tag.length > 1 && tag.endsWith('/'))?.slice(0, -1) ?? null

export const plainTags = (tags: readonly string[] = []): string[] => tags.filter((tag) => !tag.endsWith('/'))

/** The tags that say both; a folder name has no slash. */
export function tagsFor(folder: string, tags: readonly string[]): string[] {
  const name = folder.replaceAll('/', ' ').trim()
  return [...(name === '' ? [] : [`${name}/`]), ...new Set(plainTags(tags))]
}
