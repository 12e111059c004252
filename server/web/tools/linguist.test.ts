// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { formsOf, parseLinguist, pseudo } from './linguist.mjs'

const file = `<?xml version="1.0"?><TS version="2.1" language="ru"><context><name/>
<message id="a.b"><source>Save</source><translation>Сохранить &amp; &quot;закрыть&quot;</translation></message>
<message id="a.n" numerus="yes"><source>%n nodes</source><translation><numerusform>%n узел</numerusform><numerusform>%n узла</numerusform><numerusform>%n узлов</numerusform></translation></message>
<message id="a.todo"><source>Later</source><translation type="unfinished">Потом</translation></message>
<message id="a.gone"><source>Old</source><translation type="vanished">Старое</translation></message>
</context></TS>`

describe('parseLinguist', () => {
  it('takes finished texts and plural forms only', () => {
    expect(parseLinguist(file)).toEqual({ 'a.b': 'Сохранить & "закрыть"', 'a.n': ['%n узел', '%n узла', '%n узлов'] })
  })
})

describe('formsOf', () => {
  it('follows the order of Qt', () => {
    expect([formsOf('de'), formsOf('zh-Hans'), formsOf('ru')]).toEqual([['one', 'other'], ['other'], ['one', 'few', 'many']])
  })
})

describe('pseudo', () => {
  it('keeps the places of a text', () => {
    expect(pseudo('%1 of %2 nodes')).toContain('%1')
    expect(pseudo('%n nodes')).toMatch(/^⟦%n nódés~+⟧$/)
  })
})
