import { createBrowserRouter, Navigate } from 'react-router'
import { NotFound } from './NotFound.tsx'
import { RouteError } from './RouteError.tsx'
import { Shell } from './Shell.tsx'
import { WideOnly } from './WideOnly.tsx'

/** Every screen is loaded when it is first opened. */
export const createRouter = () =>
  createBrowserRouter([
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: RouteError,
      children: [
        { index: true, element: <Navigate to="/journeys" replace /> },
        {
          path: 'journeys',
          lazy: async () => ({ Component: (await import('../journeys/JourneysPage.tsx')).JourneysPage }),
        },
        {
          path: 'journeys/templates',
          lazy: async () => ({ Component: (await import('../gallery/GalleryPage.tsx')).GalleryPage }),
        },
        {
          path: 'journeys/:id',
          lazy: async () => ({ Component: (await import('../live/LivePage.tsx')).LivePage }),
        },
        {
          path: 'journeys/:id/build',
          lazy: async () => {
            const { EditorPage } = await import('../editor/EditorPage.tsx')
            return {
              element: (
                <WideOnly>
                  <EditorPage />
                </WideOnly>
              ),
            }
          },
        },
        {
          path: 'journeys/:id/simulate',
          lazy: async () => ({ Component: (await import('../simulate/SimulatePage.tsx')).SimulatePage }),
        },
        {
          path: 'journeys/:id/publish',
          lazy: async () => ({ Component: (await import('../publish/PublishPage.tsx')).PublishPage }),
        },
        {
          path: 'journeys/:id/results',
          lazy: async () => ({ Component: (await import('../analytics/ResultsPage.tsx')).ResultsPage }),
        },
        {
          path: 'customers',
          lazy: async () => ({ Component: (await import('../customers/CustomersPage.tsx')).CustomersPage }),
        },
        {
          path: 'customers/import',
          lazy: async () => ({ Component: (await import('../customers/import/ImportPage.tsx')).ImportPage }),
        },
        {
          path: 'customers/:id',
          lazy: async () => ({ Component: (await import('../customers/CustomerPage.tsx')).CustomerPage }),
        },
        {
          path: 'messages',
          lazy: async () => ({ Component: (await import('../messages/MessagesPage.tsx')).MessagesPage }),
        },
        {
          path: 'segments',
          lazy: async () => ({ Component: (await import('../segments/SegmentsPage.tsx')).SegmentsPage }),
        },
        {
          path: 'settings',
          lazy: async () => ({ Component: (await import('../settings/SettingsPage.tsx')).SettingsPage }),
        },
        { path: '*', Component: NotFound },
      ],
    },
  ])
