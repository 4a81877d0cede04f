import path from 'node:path'

/**
 * One ESLint rule that holds the direction of imports between folders.
 *
 * Its option is a table from folder to what files in it may import:
 * - `folders`: our own folders, the longest matching folder of a file counts,
 * - `types`: folders from which `import type` alone is allowed,
 * - `ports`: file names (`port.ts`) which may be imported from anywhere in the same top folder,
 * - `packages`: npm packages; left out, any,
 * - `node`: whether Node's built-in modules may be imported; left out, yes.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const borders = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: {
      folder: '{{from}} must not import {{to}}; it may import {{allowed}}.',
      type: '{{from}} may import {{to}} as a type only (`import type`).',
      package: '{{from}} must not import the package {{to}}; it may import {{allowed}}.',
      node: '{{from}} must not import {{to}}: it has to run in a browser too.',
    },
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')
    const table = context.options[0]
    const from = folderOf(file, table)
    if (from === undefined) return {}

    const check = (node, source, isType) => {
      const fault = faultOf({ file, from, border: table[from], specifier: source, isType })
      if (fault !== null) context.report({ node, messageId: fault.id, data: { from, ...fault.data } })
    }
    const literal = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null)
    return {
      ImportDeclaration: (node) => check(node, node.source.value, node.importKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind === 'type'),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value, node.exportKind === 'type'),
      ImportExpression: (node) => literal(node.source) !== null && check(node, literal(node.source), false),
    }
  },
}

/** The longest folder of the table that holds the file. */
function folderOf(file, table) {
  const folders = Object.keys(table).filter((folder) => isInside(file, folder))
  return folders.sort((a, b) => b.length - a.length)[0]
}

function faultOf({ file, from, border, specifier, isType }) {
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''))
    const { folders, types = [], ports = [] } = border
    if (folders.some((folder) => isInside(target, folder))) return null
    if (ports.includes(path.posix.basename(target)) && topOf(target) === topOf(file)) return null
    if (types.some((folder) => isInside(target, folder))) return isType ? null : { id: 'type', data: { to: target } }
    return { id: 'folder', data: { to: target, allowed: [...folders, ...ports].join(', ') } }
  }
  if (specifier.startsWith('node:')) return border.node === false ? { id: 'node', data: { to: specifier } } : null
  if (border.packages === undefined || border.packages.includes(packageOf(specifier))) return null
  return { id: 'package', data: { to: packageOf(specifier), allowed: border.packages.join(', ') } }
}

/** `@noble/hashes/sha2.js` -> `@noble/hashes`, `xstate/graph` -> `xstate`. */
function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

function isInside(file, folder) {
  return folder === '' || file === folder || file.startsWith(`${folder}/`)
}

function topOf(file) {
  return file.split('/', 1)[0]
}
