import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { checkTemplate, renderText, renderValue, TemplateError, variablesOf } from '../index.ts'
import { scope } from './scope.ts'

describe('renderText', () => {
  test.each<[string, string]>([
    ['', ''],
    ['plain', 'plain'],
    ['50 % off { today }', '50 % off { today }'],
    ['Hello {{ customer.firstName }}!', 'Hello Ada!'],
    ['Hello {{ customer.none }}!', 'Hello !'],
    ['{{ nothing.at.all }}', ''],
    ['{{ customer.nick }}', ''],
    ["Thank you, {{ customer.none | default: 'friend' }}", 'Thank you, friend'],
    ["{{ customer.nick | default: 'friend' }}", 'friend'],
    ["{{ customer.firstName | default: 'friend' }}", 'Ada'],
    ['{{ customer.address.city | upcase }}', 'BERLIN'],
    ['{{ customer.id }}', 'ada'],
    ['{{ loyalty.points }}', '120'],
    ['{{ event.total | times: 2 }}', '81'],
    ['{{ event.items[0].sku }}', 'a-1'],
    ['{{ event.items.last.sku }}', 'b-2'],
    ['{{ event.items.size }}', '2'],
    ['{{ event.items | map: "sku" | join: ", " }}', 'a-1, b-2'],
    ['{{ event.items | where: "sku", "b-2" | map: "price" | first }}', '5'],
    ['{{ event.items | sum: "price" }}', '40.5'],
    ['{{ event.$name }} {{ event["$name"] }}', 'Order Completed Order Completed'],
    ["{{ event.$at | date: '%F %R' }}", '2026-05-10 14:00'],
    ["{{ 'costs.$name' }} event.$name", 'costs.$name event.$name'],
    ['{% raw %}{{ event.$name }}{% endraw %}', '{{ event.$name }}'],
    ["{% if event.$name == 'Order Completed' %}yes{% endif %}", 'yes'],
    ['{% if customer.none %}a{% else %}b{% endif %}', 'b'],
    ['{% unless customer.vip %}a{% endunless %}', ''],
    ['{% for item in event.items %}{{ forloop.index }}{{ item.sku }};{% endfor %}', '1a-1;2b-2;'],
    ['{% for i in (1..9) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}', '12'],
    ['{% for x in customer.none %}{% else %}none{% endfor %}', 'none'],
    ["{% case customer.tier %}{% when 'gold' %}G{% else %}-{% endcase %}", 'G'],
    ['{% assign x = customer.firstName | upcase %}{{ x }}', 'ADA'],
    ['{% capture x %}a{{ 1 }}{% endcapture %}{{ x }}{{ x }}', 'a1a1'],
    ['{% comment %}{{ nope | nope }}{% endcomment %}x', 'x'],
    ['{% # note %}x', 'x'],
    ["{% echo 'x' %}", 'x'],
    ["{% for i in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}", 'aba'],
    ['{% increment n %}{% increment n %}{% decrement n %}', '011'],
    ['{% liquid\n assign x = 2\n echo x %}', '2'],
    ['a {{- customer.firstName -}} b', 'aAdab'],
    ['{{ customer.firstName }}，欢迎来到客户旅程 🌿', 'Ada，欢迎来到客户旅程 🌿'],
    ['{{ vars.称呼 }}', '林女士'],
    ['{{ true }}{{ 1 }}{{ "x" }}', 'true1x'],
    ['{{ customer.vip }}', 'true'],
    ['{{ customer }}', ''],
    ['{{ customer.tags }}', 'xy'],
    ['{{ 1 | divided_by: 0 }}', ''],
    ["{{ 'a' | plus: 1 }}", '1'],
    ['{{ customer.firstName | json }}', '"Ada"'],
    ['{{ customer.none | json }}', ''],
    ['{{ event.items | json }}', '[{"sku":"a-1","price":35.5},{"sku":"b-2","price":5}]'],
    ["{{ 'a b&c' | url_encode }}", 'a+b%26c'],
    ["{{ '<b>x</b>' | strip_html }}", 'x'],
    ['{{ "abcdef" | truncate: 5 }}', 'ab...'],
    ['{{ now }}', '2026-05-10T12:00:00.000Z'],
    ["{{ 'now' | date: '%Y-%m-%d %H:%M' }}", '2026-05-10 14:00'],
    ['{{ customer.constructor }}{{ customer.toString }}', ''],
  ])('%s gives %s', (liquid, expected) => expect(renderText(liquid, scope())).toBe(expected))

  test('never says undefined, null or NaN', () => {
    for (const path of [
      'x',
      'customer.x',
      'customer.x.y.z',
      'event.items[9].sku',
      'vars[customer.x]',
      'customer.nick',
      'loyalty.tier',
    ]) {
      for (const filter of [
        '',
        '| upcase',
        '| append: customer.x',
        '| plus: customer.x',
        '| join',
        '| first',
        '| size',
        '| date',
        '| json',
        '| truncate',
        '| round',
      ]) {
        expect(renderText(`{{ ${path} ${filter} }}`, scope())).not.toMatch(/undefined|NaN|object/)
      }
    }
  })

  test('the same template for the next customer gives the next text, and leaves the scope alone', () => {
    const ada = scope()
    const before = structuredClone(ada)
    const template = '{% assign customer = 5 %}{% increment now %}{% increment zone %}{{ vars.code }}'
    expect(renderText(template, ada)).toBe('00A1')
    expect(renderText(template, scope({ vars: { code: 'B2' } }))).toBe('00B2')
    expect(ada).toEqual(before)
  })
})

describe('dates', () => {
  const at = (format: string, value: Json, zone = 'Europe/Berlin'): string =>
    renderText(`{{ vars.at | date: ${JSON.stringify(format)} }}`, scope({ vars: { at: value }, zone }))
  test.each<[string, Json, string]>([
    ['%Y-%m-%d %H:%M:%S', '2026-05-10T22:30:05Z', '2026-05-11 00:30:05'],
    ['%-d.%-m.%y', '2026-05-01', '1.5.26'],
    ['%A, %-d %B', '2026-05-10', 'Sunday, 10 May'],
    ['%a %b %e', '2026-05-01', 'Fri May  1'],
    ['%j', '2026-12-31', '365'],
    ['%I:%M %p', '2026-05-10T13:05', '01:05 PM'],
    ['%-l %P', '2026-05-10T00:05', '12 am'],
    ['%z %:z %Z', '2026-05-10', '+0200 +02:00 Europe/Berlin'],
    ['%s', '1970-01-01T00:01:00Z', '60'],
    ['%F %T %R %D', '2026-05-10T01:02:03', '2026-05-10 01:02:03 01:02 05/10/26'],
    ['%u %w', '2026-05-10', '7 0'],
    ['%-d%q', '2026-05-02', '2nd'],
    ['%-d%q', '2026-05-11', '11th'],
    ['100 %% %Q', '2026-05-10', '100 % %Q'],
    ['%Y年%-m月%-d日', '2026-05-10', '2026年5月10日'],
    ['%^b %_m %0e', '2026-05-01', 'MAY  5 01'],
    ['%L', 1_778_414_400_123, '123'],
    ['%F', 'soon', 'soon'],
    ['%F', null, ''],
    ['%F', true, 'true'],
    ['%F', '2026-02-30', '2026-02-30'],
    ['%H:%M', '2026-03-29T02:30', '03:30'],
  ])('%s of %j is %s', (format, value, expected) => expect(at(format, value)).toBe(expected))

  test('the zone is the one given', () => {
    expect(at('%F %R', '2026-05-10T22:30:00Z', 'America/New_York')).toBe('2026-05-10 18:30')
    expect(at('%z', '2026-01-10T22:30:00Z', 'America/New_York')).toBe('-0500')
    expect(renderText("{{ '2026-05-10T22:30:00Z' | date: '%R', 'Asia/Tokyo' }}", scope())).toBe('07:30')
    expect(renderText("{{ '2026-05-10T22:30:00Z' | date }}", scope())).toBe('Monday, May 11, 2026 at 12:30 am +0200')
  })
})

describe('renderValue', () => {
  test.each<[Json, Json]>([
    ['{{ event.total }}', 40.5],
    ['{{event.total}}', 40.5],
    ['{{- event.total -}}', 40.5],
    ['{{ customer.vip }}', true],
    ['{{ customer.tags }}', ['x', 'y']],
    ['{{ event.items[1] }}', { sku: 'b-2', price: 5 }],
    ['{{ event["total"] }}', 40.5],
    ['{{ customer.none }}', null],
    ['{{ none }}', null],
    ['{{ customer.nick }}', null],
    ['{{ event.$name }}', 'Order Completed'],
    ['{{ event.items.size }}', 2],
    ['{{ customer.__proto__ }}', null],
    ['{{ customer.constructor }}', null],
    // Anything more, or less, is text.
    [' {{ event.total }}', ' 40.5'],
    ['{{ event.total }}{{ event.total }}', '40.540.5'],
    ['{{ event.total | plus: 1 }}', '41.5'],
    ['{{ 5 }}', '5'],
    ['{{ "x" }}', 'x'],
    ['{{ true }}', 'true'],
    ['{{ event.total > 3 }}', 'true'],
    ['{% if true %}5{% endif %}', '5'],
    ['plain', 'plain'],
    [5, 5],
    [null, null],
    [true, true],
    [[], []],
    [
      { a: ['{{ event.total }}', { b: '{{ customer.firstName }}!' }], '{{ x }}': 1 },
      { a: [40.5, { b: 'Ada!' }], '{{ x }}': 1 },
    ],
  ])('%j becomes %j', (value, expected) => expect(renderValue(value, scope())).toEqual(expected))

  test('what is copied does not change with its source', () => {
    const source = scope()
    const copy = renderValue('{{ event.items }}', source) as JsonObject[]
    ;((source.event['items'] as JsonObject[])[0] as JsonObject)['sku'] = 'changed'
    expect(copy[0]).toEqual({ sku: 'a-1', price: 35.5 })
  })

  test('a key called __proto__ stays a key', () => {
    const value = renderValue(JSON.parse('{"__proto__": {"x": "{{ event.total }}"}}') as Json, scope()) as JsonObject
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(JSON.stringify(value)).toBe('{"__proto__":{"x":40.5}}')
  })
})

describe('checkTemplate', () => {
  test.each<[string, string, number, number]>([
    ['{{ customer.x', 'Output "{{ customer.x" not closed.', 1, 1],
    ['a\nb {% if x %}', 'Tag {% if x %} not closed.', 2, 3],
    ['{% endif %}', 'Unknown tag "endif".', 1, 1],
    ['Hi\n\n  {{ x | shout }}', 'Unknown filter "shout".', 3, 3],
    ['{% include "x" %}', 'Unknown tag "include".', 1, 1],
    ['{% if x %}{% if y %}{% endif %}', 'Tag {% if x %} not closed.', 1, 1],
    ['{{ }}', 'Invalid value expression: "".', 1, 4],
    ['{{ 1 + 2 }}', 'Expected "|" before filter.', 1, 7],
    ['{% for x %}{% endfor %}', 'Illegal tag: {% for x %}.', 1, 1],
  ])('%j: %s', (liquid, message, line, column) => {
    expect(checkTemplate(liquid)).toEqual({ message, line, column })
    expect(() => renderText(liquid, scope())).toThrow(new TemplateError(message, line, column))
  })

  test('nothing is wrong with good ones', () => {
    for (const liquid of ['', 'x', '{{ a }}', '{% if a %}{% endif %}', '{{ event.$name }}', "{{ a | default: 'x' }}"]) {
      expect(checkTemplate(liquid)).toBeNull()
    }
  })
})

test.each<[string, string[]]>([
  ['plain', []],
  [
    '{{ customer.firstName }} {{ customer.firstName }} {{ event.items[0].sku }}',
    ['customer.firstName', 'event.items[0].sku'],
  ],
  [
    '{% assign x = vars.code %}{{ x }}{% for i in event.items %}{{ i.sku }}{{ forloop.index }}{% endfor %}',
    ['vars.code', 'event.items'],
  ],
  ["{{ event.$name | append: customer['last name'] }}", ['event.$name', "customer['last name']"]],
  ['{% if a.b %}{% elsif c %}{% endif %}', ['a.b', 'c']],
  ['{{ broken', []],
])('variables of %s are %j', (liquid, paths) => expect(variablesOf(liquid)).toEqual(paths))
