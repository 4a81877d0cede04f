import { useParams } from 'react-router'
import { useJourney } from '../api/hooks.ts'
import { RegistryProvider } from '../api/registry.tsx'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { FlowProvider } from '../canvas/FlowProvider.tsx'
import { EditorScreen } from './EditorScreen.tsx'

/** Opens a journey to be changed. While it is open, the editor and not the server's answer is the truth. */
export function EditorPage() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useJourney(id)
  const journey = data?.draft ?? data?.live ?? null
  if (error !== null && data === undefined) return <ErrorNote isScreen error={error} onRetry={() => void refetch()} />
  if (data === undefined || journey === null) return <LoadingRows />
  return (
    <RegistryProvider>
      <FlowProvider>
        <EditorScreen key={id} detail={data} journey={journey} />
      </FlowProvider>
    </RegistryProvider>
  )
}
