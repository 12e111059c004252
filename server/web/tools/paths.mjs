// Where the build finds what all programs share.
import { join } from 'node:path'

const root = (path) => join(import.meta.dirname, '../../..', path)
export const TOKENS_FILE = root('resources/tokens.json')
export const ICONS_FILE = root('resources/icons/icons.json')
export const TRANSLATIONS = root('translations')
