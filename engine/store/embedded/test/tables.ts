import mongoose from 'mongoose'
import type { Doc } from '../types.ts'

const { ObjectId } = mongoose.mongo

/** Known differences of the stand-in server that CI runs (not of MongoDB); the case runs everywhere else. */
export type Exception = { notOnStandIn?: string }

export const oid = (n: number) => ObjectId.createFromHexString(n.toString(16).padStart(24, '0'))
const day = (n: number) => new Date(Date.UTC(2024, 0, n))

/** One collection of every shape of value; the filters below are asked of it, indexed and not. */
export const ZOO: Doc[] = [
  {
    _id: 'a',
    v: 1,
    tags: ['x', 'y'],
    sub: { k: 1 },
    list: [
      { s: 'on', n: 1 },
      { s: 'off', n: 9 },
    ],
  },
  { _id: 'b', v: 2, tags: ['y'], sub: { k: 2 }, list: [{ s: 'on', n: 9 }] },
  { _id: 'c', v: 'two', tags: [], sub: {} },
  { _id: 'd', v: null, tags: 'x' },
  { _id: 'e', sub: null },
  { _id: 'f', v: [1, 5], tags: ['z', 7] },
  { _id: 'g', v: true, sub: { k: '1' } },
  { _id: 'h', v: day(3), list: [] },
  { _id: 'i', v: { k: 1 }, sub: [{ k: 1 }, { k: 3 }] },
  { _id: 'j', v: -3.5, flag: false },
  { _id: 'k', v: oid(7), flag: true },
  { _id: 'l', v: 'Two' },
  { _id: 'm', v: -1, list: [{}] },
  { _id: oid(1), v: 100 },
  { _id: 42, v: '' },
]

export const FILTERS: ({ filter: Doc; finds: string } & Exception)[] = [
  { filter: {}, finds: 'a b c d e f g h i j k l m #1 42' },
  { filter: { _id: 'a' }, finds: 'a' },
  { filter: { _id: oid(1) }, finds: '#1' },
  { filter: { _id: 42 }, finds: '42' },
  { filter: { _id: '42' }, finds: '' },
  { filter: { _id: { $in: ['c', 'a', oid(1), 42, 'no'] } }, finds: 'a c #1 42' },
  { filter: { _id: { $gt: 'j' } }, finds: 'k l m' },
  { filter: { _id: { $gte: 'b', $lt: 'd' } }, finds: 'b c' },
  { filter: { v: 1 }, finds: 'a f' },
  { filter: { v: '1' }, finds: '' },
  { filter: { v: null }, finds: 'd e' },
  { filter: { v: { $exists: true } }, finds: 'a b c d f g h i j k l m #1 42' },
  { filter: { v: { $exists: false } }, finds: 'e' },
  { filter: { v: { $ne: 1 } }, finds: 'b c d e g h i j k l m #1 42' },
  { filter: { v: { $ne: null } }, finds: 'a b c f g h i j k l m #1 42' },
  { filter: { v: { $in: [1, 'two', null] } }, finds: 'a c d e f' },
  { filter: { v: { $in: [] } }, finds: '' },
  { filter: { v: { $nin: [1, 'two', null] } }, finds: 'b g h i j k l m #1 42' },
  { filter: { v: { $in: [/^t/i] } }, finds: 'c l' },
  { filter: { v: { $gt: 1 } }, finds: 'b f #1' },
  { filter: { v: { $gte: 1, $lte: 2 } }, finds: 'a b f' },
  { filter: { v: { $lt: 0 } }, finds: 'j m' },
  { filter: { v: { $gte: '' } }, finds: 'c l 42' },
  { filter: { v: { $lt: 'two' } }, finds: 'l 42' },
  { filter: { v: { $gte: null } }, finds: 'd e', notOnStandIn: 'compares null with nothing' },
  { filter: { v: { $gt: day(1) } }, finds: 'h' },
  { filter: { v: { $lte: day(3) } }, finds: 'h' },
  { filter: { v: day(3) }, finds: 'h' },
  { filter: { v: { $gt: oid(6), $lt: oid(8) } }, finds: 'k' },
  { filter: { v: true }, finds: 'g' },
  { filter: { v: { k: 1 } }, finds: 'i' },
  { filter: { v: [1, 5] }, finds: 'f' },
  { filter: { v: /^t/ }, finds: 'c', notOnStandIn: 'its patterns match the word true' },
  { filter: { v: { $regex: '^T', $options: 'i' } }, finds: 'c l', notOnStandIn: 'its patterns match the word true' },
  { filter: { v: { $not: { $gt: 1 } } }, finds: 'a c d e g h i j k l m 42' },
  { filter: { v: { $not: /two/ } }, finds: 'a b d e f g h i j k l m #1 42' },
  { filter: { tags: 'x' }, finds: 'a d' },
  { filter: { tags: { $in: ['z', 'nothing'] } }, finds: 'f' },
  { filter: { tags: ['y'] }, finds: 'b' },
  { filter: { tags: [] }, finds: 'c' },
  { filter: { tags: { $size: 2 } }, finds: 'a f' },
  { filter: { tags: { $all: ['x', 'y'] } }, finds: 'a' },
  { filter: { tags: { $gt: 5 } }, finds: 'f' },
  { filter: { tags: { $elemMatch: { $gte: 'y' } } }, finds: 'a b f' },
  { filter: { tags: { $ne: 'y' } }, finds: 'c d e f g h i j k l m #1 42' },
  { filter: { 'sub.k': 1 }, finds: 'a i' },
  { filter: { 'sub.k': { $gt: 1 } }, finds: 'b i' },
  { filter: { 'sub.k': null }, finds: 'c d e f h j k l m #1 42' },
  { filter: { 'sub.k': { $exists: true } }, finds: 'a b g i' },
  { filter: { 'list.s': 'on' }, finds: 'a b' },
  { filter: { 'list.s': null }, finds: 'c d e f g i j k l m #1 42' },
  { filter: { 'list.s': { $ne: null } }, finds: 'a b h' },
  {
    filter: { 'list.s': { $exists: false } },
    finds: 'c d e f g h i j k l m #1 42',
    notOnStandIn: 'takes an empty array for one that has the field',
  },
  { filter: { 'list.n': { $gt: 5 }, 'list.s': 'off' }, finds: 'a' },
  { filter: { list: { $elemMatch: { s: 'on', n: { $gt: 5 } } } }, finds: 'b' },
  { filter: { 'list.0.n': 9 }, finds: 'b' },
  { filter: { 'list.n': { $gt: 5, $lt: 3 } }, finds: 'a', notOnStandIn: 'wants one element to meet both' },
  { filter: { $or: [{ v: 2 }, { tags: 'x' }, { _id: 'l' }] }, finds: 'a b d l' },
  { filter: { $and: [{ v: { $gt: 0 } }, { $or: [{ _id: 'a' }, { 'sub.k': 2 }] }] }, finds: 'a b' },
  { filter: { $nor: [{ v: { $exists: true } }, { tags: 'x' }] }, finds: 'e' },
  { filter: { flag: { $ne: true } }, finds: 'a b c d e f g h i j l m #1 42' },
  { filter: { flag: false, v: { $lt: 0 } }, finds: 'j' },
  { filter: { v: { $mod: [2, 0] } }, finds: 'b #1' },
  { filter: { v: { $type: 'string' } }, finds: 'c l 42' },
  { filter: { $expr: { $gt: ['$v', 50] }, _id: { $type: 'objectId' } }, finds: '#1' },
]

export type UpdateCase = {
  name: string
  from: Doc | null
  filter?: Doc
  update: Doc | Doc[]
  options?: Doc
  to?: Doc | null
  unmodified?: true
  code?: number
} & Exception

/** `from: null` is a missing document; `filter` is `{ _id: 1 }` unless given; `code` is the error MongoDB answers with. */
export const UPDATES: UpdateCase[] = [
  { name: '$set', from: { _id: 1, a: 1 }, update: { $set: { a: 2, b: { c: 3 } } }, to: { _id: 1, a: 2, b: { c: 3 } } },
  {
    name: '$set of the same',
    from: { _id: 1, a: 1 },
    update: { $set: { a: 1 } },
    to: { _id: 1, a: 1 },
    unmodified: true,
  },
  { name: '$set dotted', from: { _id: 1 }, update: { $set: { 'a.b.c': 1 } }, to: { _id: 1, a: { b: { c: 1 } } } },
  {
    name: '$set into an array',
    from: { _id: 1, a: [1] },
    update: { $set: { 'a.2': 3 } },
    to: { _id: 1, a: [1, null, 3] },
  },
  { name: '$set below a number', from: { _id: 1, a: 1 }, update: { $set: { 'a.b': 1 } }, code: 28 },
  {
    name: '$unset',
    from: { _id: 1, a: 1, b: { c: 1, d: 2 } },
    update: { $unset: { a: '', 'b.c': 1, no: 1 } },
    to: { _id: 1, b: { d: 2 } },
  },
  {
    name: '$unset in an array',
    from: { _id: 1, a: [1, 2] },
    update: { $unset: { 'a.0': 1 } },
    to: { _id: 1, a: [null, 2] },
  },
  {
    name: '$inc',
    from: { _id: 1, a: 1 },
    update: { $inc: { a: 2, b: -1, 'c.d': 5 } },
    to: { _id: 1, a: 3, b: -1, c: { d: 5 } },
  },
  { name: '$inc of text', from: { _id: 1, a: 'x' }, update: { $inc: { a: 2 } }, code: 14 },
  { name: '$mul', from: { _id: 1, a: 3 }, update: { $mul: { a: 2, b: 7 } }, to: { _id: 1, a: 6, b: 0 } },
  {
    name: '$min $max',
    from: { _id: 1, a: 3, b: 3 },
    update: { $min: { a: 1, c: 9 }, $max: { b: 2, d: 4 } },
    to: { _id: 1, a: 1, b: 3, c: 9, d: 4 },
  },
  { name: '$push', from: { _id: 1, a: [1] }, update: { $push: { a: 2, b: 'x' } }, to: { _id: 1, a: [1, 2], b: ['x'] } },
  {
    name: '$push $each $slice',
    from: { _id: 1, a: [1, 2] },
    update: { $push: { a: { $each: [3, 4], $slice: -3 } } },
    to: { _id: 1, a: [2, 3, 4] },
  },
  {
    name: '$push $position',
    from: { _id: 1, a: [1, 2] },
    update: { $push: { a: { $each: [0], $position: 0 } } },
    to: { _id: 1, a: [0, 1, 2] },
  },
  {
    name: '$push $sort',
    from: { _id: 1, a: [{ n: 3 }, { n: 1 }] },
    update: { $push: { a: { $each: [{ n: 2 }], $sort: { n: 1 } } } },
    to: { _id: 1, a: [{ n: 1 }, { n: 2 }, { n: 3 }] },
  },
  { name: '$push onto a number', from: { _id: 1, a: 1 }, update: { $push: { a: 1 } }, code: 2 },
  {
    name: '$addToSet',
    from: { _id: 1, a: [1, { k: 1 }] },
    update: { $addToSet: { a: { $each: [1, 2, { k: 1 }] } } },
    to: { _id: 1, a: [1, { k: 1 }, 2] },
  },
  { name: '$pull value', from: { _id: 1, a: [1, 2, 1] }, update: { $pull: { a: 1 } }, to: { _id: 1, a: [2] } },
  {
    name: '$pull condition',
    from: { _id: 1, a: [1, 5, 9] },
    update: { $pull: { a: { $gte: 5 } } },
    to: { _id: 1, a: [1] },
  },
  {
    name: '$pull objects',
    from: {
      _id: 1,
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 2 },
      ],
    },
    update: { $pull: { a: { k: 1 } } },
    to: { _id: 1, a: [{ k: 2, n: 2 }] },
  },
  { name: '$pullAll', from: { _id: 1, a: [1, 2, 3] }, update: { $pullAll: { a: [1, 3] } }, to: { _id: 1, a: [2] } },
  { name: '$pop', from: { _id: 1, a: [1, 2, 3] }, update: { $pop: { a: -1 } }, to: { _id: 1, a: [2, 3] } },
  { name: '$rename', from: { _id: 1, a: 1 }, update: { $rename: { a: 'b' } }, to: { _id: 1, b: 1 } },
  {
    name: 'positional $',
    from: { _id: 1, a: [{ k: 1 }, { k: 2 }] },
    filter: { _id: 1, 'a.k': 2 },
    update: { $set: { 'a.$.n': 9 } },
    to: { _id: 1, a: [{ k: 1 }, { k: 2, n: 9 }] },
  },
  {
    name: 'all positional $[]',
    from: { _id: 1, a: [1, 2] },
    update: { $inc: { 'a.$[]': 1 } },
    to: { _id: 1, a: [2, 3] },
  },
  {
    name: 'arrayFilters',
    from: { _id: 1, a: [{ k: 1 }, { k: 2 }] },
    update: { $set: { 'a.$[it].n': 9 } },
    options: { arrayFilters: [{ 'it.k': { $gt: 1 } }] },
    to: { _id: 1, a: [{ k: 1 }, { k: 2, n: 9 }] },
  },
  {
    name: 'pipeline',
    from: { _id: 1, a: 2, b: 3 },
    update: [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }],
    to: { _id: 1, b: 3, c: 5 },
    notOnStandIn: 'no pipeline updates',
  },
  {
    name: 'pipeline with a missing field',
    from: { _id: 1, a: 2 },
    update: [{ $set: { c: '$none', d: { e: '$none', f: ['$none'] } } }],
    to: { _id: 1, a: 2, d: { f: [null] } },
    notOnStandIn: 'no pipeline updates',
  },
  {
    name: '$setOnInsert on a match',
    from: { _id: 1 },
    update: { $set: { a: 1 }, $setOnInsert: { b: 1 } },
    options: { upsert: true },
    to: { _id: 1, a: 1 },
  },
  {
    name: 'upsert',
    from: null,
    filter: { _id: 1, k: 'x', n: { $gt: 3 }, $and: [{ z: 1 }] },
    update: { $set: { a: 1 }, $setOnInsert: { b: 1 } },
    options: { upsert: true },
    to: { _id: 1, k: 'x', z: 1, a: 1, b: 1 },
  },
  {
    name: 'upsert of counters',
    from: null,
    update: { $inc: { n: 2 }, $push: { l: 1 }, $max: { m: 5 } },
    options: { upsert: true },
    to: { _id: 1, n: 2, l: [1], m: 5 },
  },
  { name: 'no match', from: null, update: { $set: { a: 1 } }, to: null },
  { name: 'conflict', from: { _id: 1 }, update: { $set: { a: 1 }, $inc: { 'a.b': 1 } }, code: 40 },
  { name: 'change of _id', from: { _id: 1 }, update: { $set: { _id: 2 } }, code: 66 },
  { name: '_id to itself', from: { _id: 1 }, update: { $set: { _id: 1, a: 1 } }, to: { _id: 1, a: 1 } },
  {
    name: 'dates',
    from: { _id: 1, at: day(1) },
    update: { $max: { at: day(2) }, $set: { o: oid(3) } },
    to: { _id: 1, at: day(2), o: oid(3) },
  },
]

export const SALES: Doc[] = Array.from({ length: 10 }, (_, i) => ({
  _id: i,
  n: i,
  kind: i % 2 ? 'odd' : 'even',
  at: new Date(Date.UTC(2024, 0, 1 + i, 22)),
  items: [
    { sku: 'a', q: i },
    { sku: 'b', q: 1 },
  ],
}))

export const PIPELINES: ({ name: string; pipeline: Doc[]; gives: Doc[] } & Exception)[] = [
  {
    name: 'match, sort, limit',
    pipeline: [{ $match: { n: { $gte: 3 } } }, { $sort: { n: -1 } }, { $limit: 2 }, { $project: { n: 1 } }],
    gives: [
      { _id: 9, n: 9 },
      { _id: 8, n: 8 },
    ],
  },
  {
    name: 'skip before limit',
    pipeline: [{ $sort: { n: 1 } }, { $skip: 2 }, { $limit: 1 }, { $project: { _id: 1 } }],
    gives: [{ _id: 2 }],
  },
  {
    name: 'limit before skip',
    pipeline: [{ $sort: { n: 1 } }, { $limit: 3 }, { $skip: 2 }, { $project: { _id: 1 } }],
    gives: [{ _id: 2 }],
  },
  {
    name: 'group by several, with a condition and a missing field',
    pipeline: [
      { $match: { 'items.q': { $gte: 0 }, $or: [{ kind: 'odd' }, { n: { $lt: 4 } }] } },
      {
        $group: {
          _id: { kind: '$kind', none: '$none' },
          n: { $sum: { $cond: [{ $gt: ['$n', 2] }, 1, 0] } },
          at: { $max: '$at' },
        },
      },
      { $sort: { '_id.kind': 1 } },
    ],
    gives: [
      { _id: { kind: 'even' }, n: 0, at: new Date(Date.UTC(2024, 0, 3, 22)) },
      { _id: { kind: 'odd' }, n: 4, at: new Date(Date.UTC(2024, 0, 10, 22)) },
    ],
  },
  {
    name: 'group of whole documents',
    pipeline: [{ $match: { n: 3 } }, { $group: { _id: null, all: { $push: '$$ROOT.kind' } } }],
    gives: [{ _id: null, all: ['odd'] }],
  },
  {
    name: 'group',
    pipeline: [{ $group: { _id: '$kind', total: { $sum: '$n' }, most: { $max: '$n' } } }, { $sort: { _id: 1 } }],
    gives: [
      { _id: 'even', total: 20, most: 8 },
      { _id: 'odd', total: 25, most: 9 },
    ],
  },
  {
    name: 'unwind',
    pipeline: [
      { $unwind: '$items' },
      { $group: { _id: '$items.sku', q: { $sum: '$items.q' } } },
      { $sort: { _id: 1 } },
    ],
    gives: [
      { _id: 'a', q: 45 },
      { _id: 'b', q: 10 },
    ],
  },
  { name: 'count', pipeline: [{ $match: { kind: 'odd' } }, { $count: 'many' }], gives: [{ many: 5 }] },
  {
    name: 'addFields',
    pipeline: [
      { $match: { _id: 4 } },
      { $addFields: { twice: { $multiply: ['$n', 2] } } },
      { $project: { _id: 0, twice: 1 } },
    ],
    gives: [{ twice: 8 }],
  },
  {
    name: 'bucket on inner boundaries',
    pipeline: [{ $bucket: { groupBy: '$n', boundaries: [0, 5, 10] } }],
    gives: [
      { _id: 0, count: 5 },
      { _id: 5, count: 5 },
    ],
  },
  {
    name: 'bucket with default',
    pipeline: [{ $bucket: { groupBy: '$n', boundaries: [0, 3], default: 'rest', output: { sum: { $sum: '$n' } } } }],
    gives: [
      { _id: 0, sum: 3 },
      { _id: 'rest', sum: 42 },
    ],
  },
  {
    name: 'dates by zone',
    pipeline: [
      { $match: { _id: 0 } },
      { $project: { _id: 0, day: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Europe/Berlin' } } } },
    ],
    gives: [{ day: '2024-01-01' }],
  },
  {
    name: 'lookup',
    pipeline: [
      { $match: { _id: 1 } },
      { $lookup: { from: 'names', localField: 'kind', foreignField: '_id', as: 'name' } },
      { $project: { name: 1 } },
    ],
    gives: [{ _id: 1, name: [{ _id: 'odd', text: 'ungerade' }] }],
  },
  {
    name: 'sortByCount',
    pipeline: [{ $match: { n: { $lt: 3 } } }, { $sortByCount: '$kind' }],
    gives: [
      { _id: 'even', count: 2 },
      { _id: 'odd', count: 1 },
    ],
  },
]
