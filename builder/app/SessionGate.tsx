import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useSession, useSignIn } from '../api/hooks.ts'
import { ErrorNote } from './ErrorNote.tsx'

const SignIn = lazy(async () => ({ default: (await import('./SignIn.tsx')).SignIn }))
const SignInAgain = lazy(async () => ({ default: (await import('./SignInAgain.tsx')).SignInAgain }))

/**
 * Lets nobody further without a session; when one ends, what is on the screen stays and the key is asked for again. The key in
 * the address that the server prints is used once and taken out of the address, so that it stays in no history and no bookmark.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const [linkKey] = useState(takeKeyFromAddress)
  const { mutate, isPending, isIdle } = useSignIn()
  const isSigningIn = linkKey !== null && (isIdle || isPending)
  const session = useSession(!isSigningIn)

  useEffect(() => {
    if (linkKey !== null) mutate(linkKey)
  }, [linkKey, mutate])

  if (session.data === true || session.data === 'ended') {
    return (
      <>
        {children}
        <Suspense>{session.data === 'ended' && <SignInAgain />}</Suspense>
      </>
    )
  }
  if (isSigningIn || session.isPending) return null
  if (session.isError) return <ErrorNote isScreen error={session.error} onRetry={() => void session.refetch()} />
  return (
    <Suspense>
      <SignIn />
    </Suspense>
  )
}

function takeKeyFromAddress(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key')
  if (key !== null) history.replaceState(history.state, '', location.pathname + location.search)
  return key
}
