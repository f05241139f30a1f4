import { BlockList, isIP } from 'node:net'

const INSIDE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  // Addresses that carry another within: NAT64, 6to4, Teredo.
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['2001::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv6')

/** Whether an address is of this machine, a private network, or no single machine: nothing outside that a message may be sent to (RFC 6890). */
export function isInside(address: string): boolean {
  const bare = address.replace(/^\[(.*)\]$/, '$1')
  const version = isIP(bare)
  // What is no address cannot be judged, and is not trusted.
  return version === 0 || INSIDE.check(bare, version === 4 ? 'ipv4' : 'ipv6')
}
