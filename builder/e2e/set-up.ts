import { buildBuilder, isBuilderStale } from '../../workers/build-builder.ts'
import { noBrowser } from './browser.ts'

/** Builds the pages once before any browser opens them, unless they are as new as their sources. */
export async function setup(): Promise<void> {
  if (noBrowser === null && isBuilderStale()) await buildBuilder()
}
