import { BlockList, isIP, isIPv4 } from 'node:net';

/** Addresses that are somebody's own machine or network, or nobody's (IANA's special-purpose registries): from inside they reach what outside cannot. */
const own4 = listOf('ipv4', ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']);
/** Of IPv6 only global unicast is public, and of that not what holds an IPv4 address, documents, or tunnels. */
const global6 = listOf('ipv6', ['2000::/3']);
const own6 = listOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);
const loopback4 = listOf('ipv4', ['127.0.0.0/8']);

/** Whether an address may be called: a public one; and this machine's own where `loopback` allows it. What is no address is not. */
export function mayBeReached(address: string, loopback: boolean): boolean {
  if (isIPv4(address)) return !own4.check(address) || (loopback && loopback4.check(address));
  if (isIP(address) !== 6) return false;
  return (global6.check(address, 'ipv6') && !own6.check(address, 'ipv6')) || (loopback && address === '::1');
}

function listOf(family: 'ipv4' | 'ipv6', ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net, bits] = range.split('/') as [string, string];
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}
