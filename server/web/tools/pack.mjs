// Packs the built files for the node: one file of bytes, plain and compressed, and a C++ table of what is where.
// node pack.mjs DIST BYTES TABLE
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json' }
const [dist, bytesFile, tableFile] = process.argv.slice(2)

const chunks = []
let size = 0
function put(bytes) {
  chunks.push(bytes)
  size += bytes.length
  return `at(${size - bytes.length}, ${bytes.length})`
}

/** Pages are filled in by the node, so they stay plain. */
function entry(path) {
  const bytes = readFileSync(join(dist, path))
  const type = TYPES[extname(path)]
  if (!type) throw new Error(`${path}: no content type for ${extname(path)}`)
  const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 16)
  const zipped = extname(path) === '.html' ? [] : [gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })]
  const [gzip = '{}', brotli = '{}'] = zipped.map((one) => (one.length < bytes.length ? put(one) : '{}'))
  return `        {"/${path}", "${type}", "${etag}", ${put(bytes)}, ${gzip}, ${brotli}},`
}

const paths = readdirSync(dist, { recursive: true }).filter((path) => statSync(join(dist, path)).isFile()).toSorted()
const rows = paths.map(entry)
writeFileSync(bytesFile, Buffer.concat(chunks))
writeFileSync(tableFile, `// Made by server/web/tools/pack.mjs.
#include "features/frontend/webfiles.h"

asm(".pushsection .rodata\\n"
    ".balign 16\\n"
    "mdash_web_bytes:\\n"
    ".incbin \\"${bytesFile}\\"\\n"
    ".popsection\\n");
extern "C" const char mdash_web_bytes[];

namespace mdash {

std::span<const WebFile> webFiles()
{
    const auto at = [](std::size_t from, std::size_t length) { return std::string_view(mdash_web_bytes + from, length); };
    static const WebFile Files[] = {
${rows.join('\n')}
    };
    return Files;
}

} // namespace mdash
`)
