import fc from 'fast-check'
import { filters, tags } from 'liquidjs'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { checkTemplate, renderText, renderValue, TemplateError, type TextOptions } from '../index.ts'
import { scope } from './scope.ts'

const refusal = (liquid: string, options?: TextOptions): string => {
  try {
    renderText(liquid, scope(), options)
  } catch (error) {
    if (error instanceof TemplateError) return error.reason
    throw error
  }
  return 'rendered'
}

describe('nothing outside of the template is reached', () => {
  test.each([
    "{% include 'a' %}",
    "{% include '/etc/passwd' %}",
    "{% include '../../secret' %}",
    "{% include 'https://x.example/a' %}",
    '{% include customer.firstName %}',
    "{% include 'a\0b' %}",
    "{% render 'a' %}",
    "{% render '../a' %}",
    "{% layout 'a' %}",
    "{% layout '/etc/passwd' %}",
    '{% block a %}{% endblock %}',
    '{% tablerow i in (1..2) %}{% endtablerow %}',
    "{% liquid\n include 'a' %}",
    '{% constructor %}',
    '{% __proto__ %}',
    '{% toString %}',
    '{% style %}{% endstyle %}',
    '{% section "x" %}',
    '{% javascript %}{% endjavascript %}',
  ])('tag of %j is unknown', (liquid) => {
    expect(checkTemplate(liquid)?.message).toMatch(/^Unknown tag "[a-z_A-Z]+"\.$/)
    expect(refusal(liquid)).toMatch(/^Unknown tag/)
  })

  const kept = new Set(
    `append prepend capitalize downcase upcase strip lstrip rstrip strip_newlines strip_html squish replace replace_first
    replace_last remove remove_first remove_last truncate truncatewords split slice abs ceil floor round plus minus times
    divided_by modulo at_least at_most join first last size sort sort_natural reverse uniq compact map concat sum default json
    date where url_encode escape escape_once newline_to_br`.split(/\s+/),
  )
  const strangers = [
    ...Object.keys(filters).filter((name) => !kept.has(name)),
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    'eval',
    'exec',
    'import_url',
  ]
  test.each(strangers)('filter %s is unknown', (name) => {
    expect(checkTemplate(`{{ customer.tags | ${name}: 'a', 'b' }}`)?.message).toBe(`Unknown filter "${name}".`)
    expect(checkTemplate(`{% assign x = customer.tags | ${name} %}`)?.message).toBe(`Unknown filter "${name}".`)
  })
  test('among them are those that evaluate, draw lots, unescape or differ from machine to machine', () => {
    const dangerous = [
      'where_exp',
      'find_exp',
      'group_by_exp',
      'reject_exp',
      'has_exp',
      'find_index_exp',
      'sample',
      'raw',
    ]
    expect(strangers).toEqual(expect.arrayContaining([...dangerous, 'date_to_string', 'base64_decode', 'inspect']))
  })
  test('every tag of the library is either allowed or refused here', () => {
    const refused = ['include', 'render', 'layout', 'block', 'tablerow']
    const allowed = Object.keys(tags).filter((name) => !refused.includes(name))
    for (const name of allowed) expect(checkTemplate(`{% ${name} %}`)?.message ?? '').not.toMatch(/^Unknown tag/)
  })
})

describe('own properties only', () => {
  const paths = [
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'customer.constructor',
    'customer.__proto__',
    'customer.toString',
    'customer.constructor.name',
    'customer.constructor.prototype',
    'customer.__proto__.polluted',
    'customer["__proto__"]["constructor"]',
    'customer["constructor"]["constructor"]',
    'customer.tags.constructor',
    'customer.tags.map',
    'customer.tags.__proto__',
    'customer.firstName.constructor',
    'customer.firstName.__proto__',
    'event.items[0].constructor',
    'event.total.constructor',
    'event.total.toFixed',
    'customer.__defineGetter__',
    'customer.__lookupGetter__',
    'vars.isPrototypeOf',
    'loyalty.propertyIsEnumerable',
    'vars[vars.key]',
    'forloop.constructor',
    'empty.constructor',
    'nil.constructor',
    'customer.vip.valueOf',
  ]
  test.each(paths)('%s is empty', (path) => {
    const ada = scope({ vars: { key: '__proto__' } })
    expect(renderText(`{{ ${path} }}`, ada)).toBe('')
    expect(renderText(`{% if ${path} %}there{% endif %}`, ada)).toBe('')
    expect(renderText(`{{ ${path} | json }}{% for x in ${path} %}{{ x }}{% endfor %}`, ada)).toBe('')
    expect(renderValue(`{{ ${path} }}`, ada)).toBeNull()
  })

  test('a loop tells where it is, and nothing else of itself', () => {
    const inside = (name: string): string =>
      renderText(`{% for x in customer.tags %}{{ forloop.${name} }};{% endfor %}`, scope())
    expect(['index', 'index0', 'rindex', 'rindex0', 'first', 'last', 'length'].map(inside)).toEqual([
      '1;2;',
      '0;1;',
      '2;1;',
      '1;0;',
      'true;false;',
      'false;true;',
      '2;2;',
    ])
    for (const name of ['next', 'constructor', 'i', 'valueOf', 'toJSON', '__proto__', 'liquidMethodMissing'])
      expect(inside(name)).toBe(';;')
  })

  test('templates cannot pollute prototypes', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      for (const liquid of [
        `{% assign ${name} = customer %}`,
        `{% capture ${name} %}x{% endcapture %}`,
        `{% increment ${name} %}`,
        `{% decrement ${name} %}`,
        `{% for ${name} in customer.tags %}{{ ${name} }}{% endfor %}`,
        `{% cycle ${name}: 'a', 'b' %}`,
        `{% for i in customer.tags ${name}: 1 %}{% endfor %}`,
        `{{ event.items | map: '${name}' | json }}`,
        `{{ event.items | where: '${name}', 1 | json }}`,
        `{{ event.items | sort: '${name}' | size }}`,
      ])
        refusal(liquid)
    }
    expect(Object.keys(Object.prototype)).toEqual([])
    const fresh = {} as JsonObject
    expect([typeof fresh['toString'], fresh['a'], typeof fresh.constructor]).toEqual([
      'function',
      undefined,
      'function',
    ])
    expect(renderText('{{ toString }}{{ constructor }}', scope())).toBe('')
  })
})

describe('data stays data', () => {
  const evil = [
    '{{ 7 | times: 7 }}',
    '{% assign x = 1 %}',
    '{{ customer.id }}',
    '}}{{ event.total }}',
    '{% raw %}',
    '{% endraw %}{{ 1 }}',
    '{%',
    '{{',
    '{% include "x" %}',
    '{% for i in (1..1000000) %}x{% endfor %}',
    "' | append: customer.id | append: '",
    '{{ x | nope }}',
    '\uff04name',
    '{%- comment -%}',
    '{% endif %}',
  ]
  test.each(evil)('%j in a trait is shown as it is', (text) => {
    const ada = scope({ customer: { firstName: text } })
    expect(renderText('a {{ customer.firstName }} b', ada)).toBe(`a ${text} b`)
    expect(renderText('{% assign n = customer.firstName %}{{ n }}{{ n | append: "" }}', ada)).toBe(text + text)
    expect(renderText('{% capture n %}{{ customer.firstName }}{% endcapture %}{{ n }}', ada)).toBe(text)
    expect(renderValue({ a: '{{ customer.firstName }}', b: ['-{{ customer.firstName }}'] }, ada)).toEqual({
      a: text,
      b: [`-${text}`],
    })
  })

  test.each(evil)('%j as the name of a property is only a name', (name) => {
    expect(renderText('{{ vars[vars.key] }}', scope({ vars: { key: name, [name]: 'found' } }))).toBe('found')
    expect(
      renderText(
        '{{ event.items | where: vars.key | size }}{{ event.items | map: vars.key }}',
        scope({ vars: { key: name } }),
      ),
    ).toBe('0')
  })
})

describe('escaping in HTML', () => {
  const html = (liquid: string, firstName: string): string =>
    renderText(liquid, scope({ customer: { firstName } }), { escape: 'html' })
  const payloads = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><script>',
    '<!--',
    '&lt;b&gt;',
    '<b',
    '"',
    "'",
  ]
  const templates = [
    '{{ customer.firstName }}',
    '{{ customer.firstName | upcase }}',
    '{{ customer.firstName | append: "" }}',
    '{% echo customer.firstName %}',
    '{% assign x = customer.firstName %}{{ x }}',
    '{% cycle customer.firstName %}',
    '{{ customer.firstName | escape | append: customer.firstName }}',
    '{% for x in customer.firstName %}{{ x }}{% endfor %}',
    '{{ customer.firstName | split: "" }}',
    '{{ customer.firstName | newline_to_br }}',
    '{{ none | default: customer.firstName }}',
    '{{ customer.firstName | json }}',
    '{{ customer.firstName | escape }}',
    '{{ customer.firstName | escape_once }}',
    '{% capture x %}{{ customer.firstName }}{% endcapture %}{{ x }}',
    '{% liquid\n echo customer.firstName %}',
    '{{ vars.list | join: customer.firstName }}',
    '{{ customer.firstName | date: customer.firstName }}',
    "{{ 'now' | date: customer.firstName }}",
    '{{ customer.firstName | slice: 0, 99 }}',
  ]
  test.each(templates)('%s lets no markup through', (liquid) => {
    for (const payload of payloads) expect(html(liquid, payload)).not.toMatch(/[<>"']/)
  })
  test.each<[string, string, string]>([
    ['<p>{{ customer.firstName }}</p>', '<b> & "c"', '<p>&lt;b&gt; &amp; &#34;c&#34;</p>'],
    ['{{ customer.firstName | escape }}', '<', '&lt;'],
    ['{{ customer.firstName | newline_to_br }}', '<\n>', '&lt;<br />\n&gt;'],
    ['{{ customer.firstName | escape_once }}', '&amp; & &lt;', '&amp; &amp; &lt;'],
    ['{{ customer.firstName }}', '&amp;', '&amp;amp;'],
    ["{{ '<b>' }}", '', '&lt;b&gt;'],
    ['<b>{% raw %}{{ <i> }}{% endraw %}</b>', '', '<b>{{ <i> }}</b>'],
  ])('%s with %j is %s', (liquid, name, expected) => expect(html(liquid, name)).toBe(expected))

  test('text is not escaped', () => {
    expect(renderText('{{ customer.firstName }}', scope({ customer: { firstName: '<b> & "c"' } }))).toBe('<b> & "c"')
  })
})

describe('headers and control characters', () => {
  const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('')
  test.each([
    'a\r\nBcc: x@example.com',
    'a\nb',
    'a\rb',
    'a\0b',
    'a\u2028b',
    'a\u2029b',
    'a\u0085b',
    'a\u001b[31mb',
    controls,
  ])('a line with %j in a value stays one line', (firstName) => {
    const line = renderText('Hi {{ customer.firstName }}!\n', scope({ customer: { firstName } }), { escape: 'line' })
    expect(line).toMatch(/^Hi [^\p{Cc}\u2028\u2029]*!$/u)
  })
  test('a text keeps line breaks and tabs, and no other controls', () => {
    expect(renderText('{{ customer.firstName }}', scope({ customer: { firstName: `a${controls}\u007fb` } }))).toBe(
      'a\t\n\rb',
    )
  })
})

describe('bombs', () => {
  const repeated = (text: string, times: number): string => text.repeat(times)
  const nested = (levels: number): string => repeated('{% if true %}', levels) + repeated('{% endif %}', levels)
  const LOOPS = /does too much/
  const DATA = /handles too much data/
  const LONG = /becomes longer than/
  const DEEP = /nested too deeply/
  test.each<[string, string, RegExp]>([
    ['a long template', 'x{{ 1 }}'.padEnd(200_001, 'x'), /too long; at most 200,000/],
    ['a long loop', '{% for i in (1..1000000) %}x{% endfor %}', LOOPS],
    ['an empty long loop', '{% for i in (1..200000) %}{% endfor %}', LOOPS],
    ['empty loops in loops', '{% for i in (1..40) %}{% for j in (1..99999) %}{% endfor %}{% endfor %}', LOOPS],
    ['loops in loops', `${repeated('{% for i in (1..99) %}', 9)}x${repeated('{% endfor %}', 9)}`, LOOPS],
    ['a huge range', '{% for i in (1..999999999999) %}{% endfor %}', DATA],
    [
      'a backward range, then a huge one',
      '{% for i in (9999999999..1) %}{% endfor %}{% for i in (1..9999999) %}{% endfor %}',
      DATA,
    ],
    ['a range as a value', '{{ (1..9999999) | join }}', DATA],
    ['doubling by assign', `{% assign x = "ab" %}${repeated('{% assign x = x | append: x %}', 60)}`, DATA],
    [
      'doubling by capture',
      `{% assign x = "ab" %}${repeated('{% capture x %}{{ x }}{{ x }}{% endcapture %}', 60)}`,
      DATA,
    ],
    [
      'long text captured',
      `{% for i in (1..9000) %}{% capture x %}${repeated('y', 9_000)}{% endcapture %}{% endfor %}`,
      DATA,
    ],
    [
      'long text captured in a loop',
      `{% capture x %}{% for i in (1..40000) %}${repeated('y', 20_000)}{% endfor %}{% endcapture %}`,
      DATA,
    ],
    ['doubling by join', `{% assign x = "a,b" | split: "," %}${repeated('{% assign x = x | concat: x %}', 60)}`, DATA],
    ['doubling by replace', `{% assign x = "aa" %}${repeated('{% assign x = x | replace: "a", x %}', 9)}`, DATA],
    ['a long output', `{% for i in (1..9000) %}${repeated('y', 900)}{% endfor %}`, LONG],
    [
      'searching again and again',
      `{% assign x = "${repeated('ab', 9_000)}" %}{% for i in (1..90000) %}{% if x contains "zz" %}{% endif %}{% endfor %}`,
      DATA,
    ],
    [
      'comparing again and again',
      `{% assign x = "${repeated('ab', 9_000)}" %}{% for i in (1..30000) %}{% if x == x %}{% endif %}{% endfor %}`,
      DATA,
    ],
    ['many operands', `{% for i in (1..90000) %}{{ ${repeated('1 or ', 30_000)} 1 }}{% endfor %}`, LOOPS],
    [
      'many cases',
      `{% for i in (1..90000) %}{% case 1 %}{% when ${repeated('2, ', 30_000)} 3 %}{% endcase %}{% endfor %}`,
      LOOPS,
    ],
    [
      'many elsifs',
      `{% for i in (1..90000) %}{% if false %}${repeated('{% elsif false %}', 9_000)}{% endif %}{% endfor %}`,
      LOOPS,
    ],
    ['many arguments', `{% for i in (1..90000) %}{{ 1 | at_least: ${repeated('a, ', 30_000)} 1 }}{% endfor %}`, LOOPS],
    ['many filters', `{% for i in (1..90000) %}{{ 1 ${repeated('| abs ', 20_000)} }}{% endfor %}`, LOOPS],
    ['a long path', `{% for i in (1..90000) %}{{ a${repeated('.b', 50_000)} }}{% endfor %}`, LOOPS],
    ['51 levels', nested(51), DEEP],
    ['15,000 levels', repeated('{% if true %}', 15_000), DEEP],
    ['8,000 closed levels', nested(8_000), DEEP],
    ['levels in a liquid tag', `{% liquid\n${repeated('if true\n', 51)}${repeated('endif\n', 51)}%}`, DEEP],
    ['brackets in brackets', `{{ ${repeated('a[', 20_000)}0${repeated(']', 20_000)} }}`, /./],
    ['50 levels are allowed', nested(50), /rendered/],
  ])('%s', (_, liquid, outcome) => {
    expect(refusal(liquid)).toMatch(outcome)
    expect(refusal(liquid, { escape: 'html' })).toMatch(outcome)
  })

  test('a limit counts what comes out', () => {
    expect(refusal('x'.repeat(10_000), { limit: 10_000 })).toBe('rendered')
    expect(refusal('x'.repeat(10_001), { limit: 10_000 })).toBe(
      'The text becomes longer than 10,000 characters; shorten it.',
    )
    expect(refusal(`{{ "${'x'.repeat(11)}" }}`, { limit: 10 })).toMatch(LONG)
  })

  test('the place of the fault is told', () => {
    const liquid = 'Hello\n{% for i in (1..9) %}\n  {% for j in (1..99999) %}x{% endfor %}{% endfor %}'
    expect(() => renderText(liquid, scope())).toThrow(/^Line 3, column 3: /)
  })

  test('after a bomb others render as before', () => {
    refusal('{% for i in (1..1000000) %}x{% endfor %}')
    expect(renderText('{{ customer.firstName }}', scope())).toBe('Ada')
  })
})

describe('properties', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{% if ',
      '{% endif %}',
      '{% for i in ',
      '{% endfor %}',
      'customer',
      '.firstName',
      '[',
      ']',
      '|',
      ':',
      "'",
      '"',
      ' ',
      '\n',
      '(1..3)',
      'append',
      'date',
      'raw',
      'endraw',
      '{% raw %}',
      '-',
      '.$name',
      '==',
      'contains',
      ',',
      '{% assign x = ',
      '__proto__',
      '{% liquid ',
    ),
    fc.string({ maxLength: 5, unit: 'grapheme' }),
  )
  const template = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''))

  test('whatever the template, it renders or is refused with a place in it', () => {
    fc.assert(
      fc.property(template, (liquid) => {
        const fault = checkTemplate(liquid)
        if (fault === null) return
        const lines = liquid.split('\n')
        expect(fault.message).toMatch(/^\P{Ll}.*\.$/su)
        expect(fault.line).toBeGreaterThanOrEqual(1)
        expect(fault.line).toBeLessThanOrEqual(lines.length)
        expect(() => renderText(liquid, scope())).toThrow(TemplateError)
      }),
      { numRuns: 3_000, seed: 1 },
    )
  })

  test('whatever the name, it comes out as it is, and escaped in HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (firstName) => {
        const ada = scope({ customer: { firstName } })
        const clean = [...firstName].filter((c) => !/[^\P{Cc}\t\n\r\u0080-\u009f]/u.test(c)).join('')
        expect(renderText('-{{ customer.firstName }}-', ada)).toBe(`-${clean}-`)
        expect(renderValue('{{ customer.firstName }}', ada)).toBe(firstName)
        const html = renderText('{{ customer.firstName }}', ada, { escape: 'html' })
        const back: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&#34;': '"', '&#39;': "'", '&amp;': '&' }
        expect(html).not.toMatch(/[<>"']/)
        expect(html.replace(/&(lt|gt|#34|#39|amp);/g, (entity) => back[entity] ?? '')).toBe(clean)
      }),
      { numRuns: 1_000, seed: 2 },
    )
  })

  test('a value of any shape prints without breaking, and comes through whole', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const x = JSON.parse(JSON.stringify(value)) as JsonObject
        const ada = scope({ vars: { x } })
        expect(renderText('{{ vars.x }}{{ vars.x.a }}{{ vars.x | first }}{{ vars.x | size }}', ada)).not.toMatch(
          /^undefined$/,
        )
        expect(renderValue('{{ vars.x }}', ada)).toEqual(x)
      }),
      { numRuns: 1_000, seed: 3 },
    )
  })
})
