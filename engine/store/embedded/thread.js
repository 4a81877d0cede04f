// Node starts a thread only from JavaScript; from here on tsx reads the rest.
import { register } from 'tsx/esm/api'

register()
await import('./file-thread.ts')
