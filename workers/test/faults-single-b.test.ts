import { references } from '../faults/references.ts'
import { singleFaults } from './faults-single.ts'

singleFaults(references.filter((_, i) => i % 2 === 1))
