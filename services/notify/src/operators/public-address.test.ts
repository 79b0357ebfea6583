import { mayBeReached } from './public-address';

describe('addresses that a partner may be called at', () => {
  it.each(['1.1.1.1', '93.184.216.34', '100.128.0.1', '172.32.0.1', '192.167.255.255', '11.0.0.0', '2606:4700:4700::1111', '2a00:1450::1'])('[PAR-1] %s is public', (address) => {
    expect(mayBeReached(address, false)).toBe(true);
  });

  it.each([
    '0.0.0.0', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.1.2.3', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.0.1', '198.18.0.1', '203.0.113.1', '224.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:10.0.0.1', '::ffff:1.1.1.1', '::127.0.0.1', '64:ff9b::a00:1', 'fc00::1', 'fd12::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '2001::1', '2002:a00:1::', 'fe80::1%eth0', 'partner.example', '',
  ])('[PAR-1] %s is not', (address) => {
    expect(mayBeReached(address, false)).toBe(false);
  });

  it('[PAR-1] this machine may be reached where it is allowed, and nothing else of what is not public', () => {
    for (const address of ['127.0.0.1', '::1']) expect(mayBeReached(address, true)).toBe(true);
    for (const address of ['10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1', 'fd00::1', '0.0.0.0']) expect(mayBeReached(address, true)).toBe(false);
  });
});
