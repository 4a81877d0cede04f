import type { Page } from 'playwright-core'

/** What React rendered anew while somebody watched. */
export interface Rendered {
  /** Frames of cards, texts of cards and lines, by the id of step or line. */
  frames: string[]
  texts: string[]
  lines: string[]
  /** Parts of the form on the right. */
  inForm: number
}

/** What of React's inside is read: it is told about every commit by the hook that its developer tools use. */
interface Fiber {
  tag: number
  flags: number
  alternate: Fiber | null
  child: Fiber | null
  sibling: Fiber | null
  return: Fiber | null
  stateNode: unknown
  memoizedProps: { id?: string; card?: { step: { id: string } }; data?: { card?: object; line?: object } } | null
}

interface Watched extends Window {
  watchRenders(): void
  rendered(): Rendered
}

/** Before the page loads: makes it possible to watch. */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(install)
}

/** What is rendered while `act` lasts; each part counts once. */
export async function renderedDuring(page: Page, act: () => Promise<void>): Promise<Rendered> {
  await page.evaluate(() => (window as unknown as Watched).watchRenders())
  await act()
  return page.evaluate(() => (window as unknown as Watched).rendered())
}

/** Runs in the page, so it stands on its own. */
function install(): void {
  const COMPONENTS = [0, 11, 15]
  const PERFORMED_WORK = 1
  let seen: Set<Fiber> | null = null
  const walk = (next: Fiber, before: Fiber | null): void => {
    const isRendered = before === null || next !== before
    if (seen !== null && isRendered && COMPONENTS.includes(next.tag) && (next.flags & PERFORMED_WORK) !== 0)
      seen.add(next)
    if (before !== null && next.child === before.child) return
    for (let child = next.child; child !== null; child = child.sibling) walk(child, child.alternate)
  }
  const isInForm = (fiber: Fiber): boolean => {
    let at: Fiber | null = fiber
    while (at !== null && !(at.stateNode instanceof Element)) at = at.return
    return at?.stateNode instanceof Element && at.stateNode.closest('#form-of-chosen') !== null
  }
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
      onCommitFiberRoot: (_: number, root: { current: Fiber }) => {
        if (seen !== null) walk(root.current, root.current.alternate)
      },
    },
    watchRenders() {
      seen = new Set()
    },
    rendered(): Rendered {
      const fibers = [...(seen ?? [])]
      seen = null
      const ids = (of: (props: NonNullable<Fiber['memoizedProps']>) => string | undefined): string[] => [
        ...new Set(fibers.flatMap(({ memoizedProps }) => (memoizedProps === null ? [] : (of(memoizedProps) ?? [])))),
      ]
      return {
        frames: ids(({ id, data }) => (data?.card === undefined ? undefined : id)),
        texts: ids(({ card }) => card?.step.id),
        lines: ids(({ id, data }) => (data?.line === undefined ? undefined : id)),
        inForm: fibers.filter(isInForm).length,
      }
    },
  })
}
