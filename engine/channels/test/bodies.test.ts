import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { createBodies } from '../body/index.ts'
import { faultsOfTags } from '../body/faults.ts'
import { putBack, takeApart } from '../body/holes.ts'
import { createBodyThread } from '../body/thread.ts'
import { createChannels } from '../channels.ts'
import { messageOf } from './servers.ts'

const bodies = createBodies()
const thread = createBodyThread()
afterAll(async () => {
  await bodies.close()
  await thread.close()
})

const mail = (name: string, link = 'https://shop.example/u/1'): string => `<mjml>
  <mj-head><mj-title>Hello ${name}</mj-title><mj-preview>For ${name}</mj-preview>
    <mj-style inline="inline">.warm > a { color: red }</mj-style></mj-head>
  <mj-body><mj-section><mj-column>
    <mj-image src="${link}/logo.png" alt="${name}" width="100px" />
    <mj-text css-class="warm">Dear <b>${name}</b>,<br/>read <a href="${link}">this</a> &amp; that.</mj-text>
    <mj-button href="${link}">Go, ${name}</mj-button>
  </mj-column></mj-section></mj-body>
</mjml>`

describe('bodies of mails', () => {
  test('MJML becomes HTML that mail programs understand, with plain text beside it', async () => {
    const done = await bodies.finish({ subject: 'Hi', mjml: mail('Ada') })
    expect(Object.keys(done)).toEqual(['subject', 'html', 'text'])
    expect(done['html']).toMatch(/^<!doctype html>/i)
    expect(done['html']).toContain('<b>Ada</b>')
    expect(done['html']).not.toMatch(/<mj|perennialhole|googleapis/)
    expect(done['text']).toBe(
      'Dear Ada,\nread this (https://shop.example/u/1) & that.\n\nGo, Ada (https://shop.example/u/1)',
    )
  })

  test('HTML gets plain text, unless it has one; a text alone stays alone', async () => {
    const html = '<style>p > a { color: red }</style><h1>Hello</h1><p>It&#39;s 5 &lt; 6&nbsp;€</p>'
    expect(await bodies.finish({ html })).toEqual({ html, text: "Hello\n\nIt's 5 < 6\u00a0€" })
    expect(await bodies.finish({ html, text: 'own' })).toEqual({ html, text: 'own' })
    expect(await bodies.finish({ text: 'own' })).toEqual({ text: 'own' })
  })

  test('what is remembered of one customer is the same as what is made for each', async () => {
    const word = fc.stringMatching(/^[A-Za-zé中 ]{1,12}( &(amp|lt|#39); ?)?$/)
    await fc.assert(
      fc.asyncProperty(word, fc.webUrl({ withQueryParameters: true }), async (name, url) => {
        const source = mail(name, url.replace(/&/g, '&amp;').replace(/'/g, '&#39;'))
        const { shape, fills } = takeApart(source)
        expect(putBack(shape, fills)).toBe(source)
        const made = await thread.run<{ html: string; text: string }>('mjml', source.replace('inline="inline"', ''))
        const done = await bodies.finish({ mjml: source.replace('inline="inline"', '') })
        expect(done['html']).toBe(made.html)
        expect(done['text']).toBe(made.text)
      }),
      { numRuns: 60 },
    )
  })

  test('taking apart loses nothing of any text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<a href="',
            '">',
            '<',
            '>',
            '"',
            "'",
            '<!--',
            '-->',
            '<style>',
            '</style>',
            '</b>',
            'perennialhole0z',
            ' x ',
            '&amp;',
            '&nbsp;',
            '<![CDATA[',
            '\n',
          ),
        ),
        (parts) => {
          const source = parts.join('')
          const { shape, fills } = takeApart(source)
          expect(putBack(shape, fills)).toBe(source)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['<mjml><mj-body><mj-text>x</mj-text></mj-body></mjml>', [['mj-text', true]]],
    ['<mjml><mj-body><mj-foo/></mj-body></mjml>', [['mj-foo', true]]],
    ['hello', [['mjml', true]]],
    ['<mjml>\n<mj-body><mj-section></mj-body></mjml>', [['mj-section', true]]],
    ['<mjml><mj-body></mj-column></mj-body></mjml>', [['mj-column', true]]],
    ['<mjml><mj-body><mj-include path="/etc/passwd" /></mj-body></mjml>', [['mj-include', true]]],
    ['<mjml><mj-body><mj-section background-color=""></mj-section></mj-body></mjml>', [['mj-section', false]]],
    ['<mjml><mj-body><!-- <mj-text> --><mj-section /></mj-body></mjml>', []],
  ])('%s is told', async (mjml, expected) => {
    expect((await bodies.check(mjml)).map(({ tag, isCertain }) => [tag, isCertain])).toEqual(expected)
  })

  test('lines count from the beginning', () => {
    expect(faultsOfTags('<mjml>\n\n<mj-body>\n<mj-section>\n</mj-body></mjml>')).toMatchObject([{ line: 4 }])
  })

  test('nothing of the machine gets into a mail', async () => {
    const mjml = '<mjml><mj-body><mj-include path="/etc/hostname" type="html" /><mj-section /></mj-body></mjml>'
    expect((await bodies.finish({ mjml }))['html']).not.toContain('hostname')
  })

  test('a text that is no MJML is refused for good, in words; the next mail is made', async () => {
    const email = createChannels({ bodies }).get('email')
    expect(await email?.prepare?.(messageOf({ subject: 'x', mjml: 'hello' }))).toEqual({
      answer: 'reject',
      detail: 'mjml: This is not MJML; it has to begin with <mjml>, with <mj-body> in it.',
    })
    const prepared = await email?.prepare?.(messageOf({ subject: 'x', mjml: mail('Bo') }))
    expect(prepared).toMatchObject({ content: { subject: 'x', html: expect.stringContaining('Bo') as string } })
  })
})
