import { describe, expect, it } from 'vitest'
import { matchText } from './fuzzy'

const score = (text: string, query: string): number => matchText(text, query)?.score ?? -1

describe('matchText', () => {
  it('prefers the start of a word over its middle, and whole words over scattered letters', () => {
    expect(score('Node exporter', 'exp')).toBeGreaterThan(score('Unexpected', 'exp'))
    expect(score('Unexpected', 'exp')).toBeGreaterThan(score('Elasticsearch x pools', 'exp'))
  })

  it('wants every word, in any order, and says where the letters are', () => {
    expect(matchText('Payments API', 'api pay')?.ranges).toEqual([[0, 3], [9, 12]])
    expect(matchText('Payments API', 'api refund')).toBeUndefined()
  })

  it('finds initials', () => {
    expect(matchText('Kubernetes compute resources', 'kcr')?.ranges).toEqual([[0, 1], [11, 12], [19, 20]])
  })

  it('is not led by letters far apart', () => {
    expect(matchText('Acquirers', 'zz')).toBeUndefined()
  })
})
