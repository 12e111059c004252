import { describe, expect, it } from 'vitest'
import type { DataSource } from '../../api/datasources'
import { draftOf, emptyDraft, errorsOf, toSend } from './draft'

const stored: DataSource = {
  uid: 'u', name: 'P', type: 'prometheus', url: 'http://p:9090', access: 'proxy', user: 'kept', database: '', basicAuth: true, basicAuthUser: 'me', withCredentials: false, isDefault: true,
  jsonData: { httpMethod: 'GET', timeInterval: '30s', exemplarTraceIdDestinations: [{ name: 'trace' }] }, secureJsonFields: { basicAuthPassword: true }, version: 4, readOnly: false,
}

describe('a data source draft', () => {
  it('sends back what the form does not show, and no password that was not typed', () => {
    const sent = toSend(draftOf(stored), stored)
    expect(sent).toMatchObject({ user: 'kept', version: 4, secureJsonData: {}, jsonData: { httpMethod: 'GET', timeInterval: '30s', exemplarTraceIdDestinations: [{ name: 'trace' }] } })
  })

  it('takes settings away that were emptied', () => {
    expect(toSend({ ...draftOf(stored), timeInterval: '' }, stored).jsonData).not.toHaveProperty('timeInterval')
  })

  it('sends a typed password once', () => {
    expect(toSend({ ...draftOf(stored), basicAuthPassword: 's3cret' }, stored).secureJsonData).toEqual({ basicAuthPassword: 's3cret' })
    expect(toSend({ ...draftOf(stored), basicAuth: false, basicAuthPassword: 's3cret' }, stored)).toMatchObject({ secureJsonData: {}, basicAuthUser: '' })
  })

  it('says which fields need another value', () => {
    expect(errorsOf({ ...emptyDraft('prometheus'), url: 'ftp://x', timeInterval: 'soon', basicAuth: true }, true)).toEqual({ name: 'missing', url: 'url', timeInterval: 'interval', basicAuthUser: 'missing' })
    expect(errorsOf({ ...emptyDraft('testdata'), name: 'T' }, false)).toEqual({})
  })
})
