import { Router } from 'express'
import type { Services } from '../services.ts'

export function pagesRouter(_services: Services): Router {
  return Router()
}
