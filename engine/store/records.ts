import type { PointsEntry, Refused } from '../core/model/customer.ts'
import type { Enrollment, Visit } from '../core/model/enrollment.ts'
import { insertNew } from './insert.ts'
import { driver, type Models } from './models.ts'
import { eachById, given, newest, readPage } from './paging.ts'
import type { RecordStore } from './port.ts'

export function createRecordStore(models: Models): RecordStore {
  return {
    refused: (rows) =>
      insertNew(
        models.refused,
        rows.map((row) => {
          const { id, customerId, journeyId, at, order, seq } = row
          return { _id: id, customerId, journeyId, at, order, seq, body: JSON.stringify(row) }
        }),
      ),
    listRefused: ({ journeyId, customerId, ...query }) =>
      readPage(models.refused, given({ journeyId, customerId }), newest('at'), query, fromBody<Refused>),
    points: (rows) =>
      insertNew(
        models.points,
        rows.map((row) => {
          return { _id: row.id, customerId: row.customerId, at: row.at, body: JSON.stringify(row) }
        }),
      ),
    listPoints: (customerId, query) =>
      readPage(models.points, { customerId }, { at: -1, _id: -1 }, query, fromBody<PointsEntry>),
    archiveEnrollments: (rows) =>
      insertNew(
        models.enrollments,
        rows.map((row) => {
          return { _id: row.id, customerId: row.customerId, journeyId: row.journeyId, body: JSON.stringify(row) }
        }),
      ),
    archiveVisits: (parts) =>
      insertNew(
        models.log,
        parts.map(({ enrollmentId, from, rows }) => {
          return { _id: `${enrollmentId}/${from}`, enrollmentId, from, body: JSON.stringify(rows) }
        }),
      ),
    async *eachEnrollment({ journeyId, customerId } = {}) {
      for await (const rows of eachById(models.enrollments, given({ journeyId, customerId }))) {
        yield rows.map(fromBody<Enrollment & { customerId: string }>)
      }
    },
    async visits(enrollmentIds) {
      const found = new Map<string, Visit[]>()
      if (enrollmentIds.length === 0) return found
      const parts = driver(models.log)
        .find({ enrollmentId: { $in: [...enrollmentIds] } })
        .sort({ enrollmentId: 1, from: 1 })
      for (const part of await parts.toArray()) {
        found.set(part.enrollmentId, [...(found.get(part.enrollmentId) ?? []), ...fromBody<Visit[]>(part)])
      }
      return found
    },
  }
}

function fromBody<T>({ body }: { body: string }): T {
  return JSON.parse(body) as T
}
