import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

/** Address ranges an operator has opened (WEBHOOK_ALLOW), parsed. */
export type AllowList = readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]

/** Finds all addresses of a host name. Rejects if it has none or cannot be asked. */
export type Resolve = (host: string) => Promise<string[]>

/** A host that may be called, with the only addresses the connection may go to. */
export type Target = { url: URL; addresses: string[] } | { blocked: string } | { unresolved: string }

/**
 * Decides whether a webhook may go to a URL, and pins it to addresses. A public address may be called by https on
 * port 443. An address inside the allow list of the operator may also be called by http and on any port. A name is
 * resolved once, and all its addresses must pass: one public answer must not carry a private one through.
 */
export async function checkTarget(url: string, allow: AllowList, resolve: Resolve = resolveHost): Promise<Target> {
  if (url.length > 2048 || !URL.canParse(url)) return { blocked: 'url: not an address of at most 2048 characters' }
  const parsed = new URL(url)
  if (!/^https?:$/.test(parsed.protocol)) return { blocked: `url: ${parsed.protocol} is not http or https` }
  if (parsed.username || parsed.password) return { blocked: 'url: has a user or password; use a header' }
  // URL has already turned decimal, octal, hex and short forms of IPv4 into dotted ones.
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host).catch((error: Error) => error)
  if (addresses instanceof Error) return { unresolved: `url: ${host} cannot be resolved (${addresses.message})` }
  if (addresses.length === 0) return { unresolved: `url: ${host} has no address` }
  const plain = parsed.protocol === 'https:' && parsed.port === ''
  for (const address of addresses) {
    if (isAllowed(address, allow)) continue
    if (!isPublic(address))
      return { blocked: `url: ${host} is not a public address; an operator may allow it in WEBHOOK_ALLOW` }
    if (!plain) return { blocked: 'url: only https on port 443; an operator may allow more in WEBHOOK_ALLOW' }
  }
  return { url: parsed, addresses }
}

/** Parses CIDRs such as `10.0.0.0/8` or `127.0.0.1/32`; throws an Error that names the wrong one. */
export function readAllowList(cidrs: readonly string[]): AllowList {
  return cidrs.map((cidr) => {
    // Short and hex forms are refused here: `10/8` would be read as 0.0.0.10/8.
    const plain = /^(\d+\.\d+\.\d+\.\d+|[0-9a-f:.]*:[0-9a-f:.]*)\/\d+$/i.test(cidr)
    if (!plain || !ipaddr.isValidCIDR(cidr))
      throw new Error(`webhookAllow: "${cidr}" is not a range; write 10.0.0.0/8 or fd00::/8`)
    return ipaddr.parseCIDR(cidr)
  })
}

/**
 * True for addresses of the public internet: global unicast, and nothing that wraps an IPv4 address (mapped,
 * compatible, NAT64, 6to4, Teredo), because the wrapped one is where it ends.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6)
}

const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3')

function isAllowed(address: string, allow: AllowList): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return allow.some(([base, bits]) => parsed.kind() === base.kind() && parsed.match(base, bits))
}

async function resolveHost(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}
