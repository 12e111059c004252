import { describe, expect, it } from 'vitest'
import { addMessages, serverText, t, useCatalogue, type MessageId } from './i18n'

const say = t as (id: string, ...args: (string | number)[]) => string

describe('t', () => {
  it('fills the places of a text', () => {
    addMessages({ 'x.two': '%2 before %1' })
    expect(say('x.two', 'a', 'b')).toBe('b before a')
  })

  it('chooses the plural form by the number and formats it', () => {
    addMessages({ 'x.nodes': ['%n node of %1', '%n nodes of %1'] })
    expect([1, 2, 0, 1200].map((n) => say('x.nodes', n, 9))).toEqual(['1 node of 9', '2 nodes of 9', '0 nodes of 9', '1,200 nodes of 9'])
  })

  it('shows the id of an unknown text rather than nothing', () => {
    expect(say('x.absent')).toBe('x.absent')
  })

  it('takes a translation with its own plural forms and falls back to English', () => {
    addMessages({ 'x.days': ['%n day', '%n days'], 'x.only': 'Only English' })
    useCatalogue('ru', ['one', 'few', 'many'], { 'x.days': ['%n день', '%n дня', '%n дней'] })
    expect([1, 2, 5, 21].map((n) => say('x.days', n))).toEqual(['1 день', '2 дня', '5 дней', '21 день'])
    expect(t('x.only' as MessageId as 'app.name')).toBe('Only English')
    useCatalogue('en', ['one', 'other'], {})
  })
})

describe('serverText', () => {
  it('knows only the ids that this build has', () => {
    addMessages({ 'server.database.unavailable': 'The database does not answer.' })
    expect(serverText('database.unavailable')).toBe('The database does not answer.')
    expect(serverText('never.heard')).toBeUndefined()
  })
})
