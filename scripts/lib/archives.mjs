// Just enough of zip and tar to take some files out of a big archive in memory.
import { inflateRawSync } from 'node:zlib'

/** The files of a zip archive without zip64 as [name, { mode, read() }] pairs. */
export function* readZip(archive) {
  let end = archive.length - 22
  while (end >= 0 && archive.readUInt32LE(end) !== 0x06054b50) end--
  if (end < 0) throw new Error('not a zip file')
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const compressed = archive.readUInt16LE(at + 10) !== 0
    const size = archive.readUInt32LE(at + 20)
    const local = archive.readUInt32LE(at + 42)
    const mode = (archive.readUInt32LE(at + 38) >>> 16) & 0o777
    const read = () => {
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
      const raw = archive.subarray(start, start + size)
      return compressed ? inflateRawSync(raw) : raw
    }
    if (!name.endsWith('/')) yield [name, { mode: mode || 0o644, read }]
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
}

/** The bytes of one file of an unpacked tar archive. */
export function fileInTar(archive, name) {
  for (let at = 0; at + 512 <= archive.length; ) {
    const entry = archive.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(archive.toString('ascii', at + 124, at + 136), 8) || 0
    if (entry === name) return archive.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`${name} is not in the archive`)
}
