// Says what a reader of YAML 1.2 makes of files: JSON in, JSON out.
const fs = require('fs')
const YAML = require('yaml')

function said (text) {
  try {
    const root = YAML.parse(text, { version: '1.2', maxAliasCount: 0 })
    const notes = (root && root.annotations) || []
    return { notes: notes.filter(n => n).map(n => ['quote', 'comment', 'by'].map(k => n[k] === undefined ? null : n[k])) }
  } catch (e) {
    return { error: String(e) }
  }
}

process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(said)))
