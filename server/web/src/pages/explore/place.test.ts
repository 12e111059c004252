import { describe, expect, it } from 'vitest'
import { addressOf, exploringOf } from './place'

const read = (address: string): ReturnType<typeof exploringOf> => exploringOf(new URLSearchParams(address.replace(/^[^?]*\??/, '')))

describe('exploringOf', () => {
  it('reads back what addressOf wrote', () => {
    const state = { source: 'p', query: 'rate(x{a="b&c"}[5m])', from: 'now-6h', to: 'now', view: 'table' as const }
    expect(read(addressOf(state))).toEqual(state)
  })
  it.each([
    ['?left={"datasource":"p","queries":[{"expr":"up"}],"range":{"from":"now-3h","to":"now"}}'], ['?panes={"x1":{"datasource":"p","queries":[{"refId":"A","expr":"up"}],"range":{"from":"now-3h","to":"now"}}}'],
    ['?left={"queries":[{"datasource":{"uid":"p"},"expr":"up"}],"range":{"from":"now-3h","to":"now"}}'],
  ])('understands a shared link %s', (address) => {
    expect(read(address)).toMatchObject({ source: 'p', query: 'up', from: 'now-3h', view: 'graph' })
  })
  it.each(['?left={', '?left=[]', '?panes=5', ''])('starts empty after %j', (address) => {
    expect(read(address)).toMatchObject({ query: '', from: 'now-1h', to: 'now' })
  })
})
