import { mayBeCalled, mostDevices, type PushDevice, tooMany } from './push-device';

const hosts = ['fcm.googleapis.com', '*.push.apple.com'];
const device = (n: number) => ({ id: String(n), registeredAt: new Date(1_700_000_000_000 + n) }) as PushDevice;

describe('the address of a push service', () => {
  test.each(['https://fcm.googleapis.com/fcm/send/abc', 'https://web.push.apple.com/Q1'])('[NOT-1] %s may be called', (url) => {
    expect(mayBeCalled(url, hosts, false)).toBe(true);
  });
  test.each([
    'http://fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.example/x', 'https://push.apple.com.evil.example/', 'https://evilpush.apple.com/', 'https://10.0.0.1/x', 'https://localhost/x',
    'https://user:pass@fcm.googleapis.com/x', 'https://fcm.googleapis.com:8443/x', 'ftp://fcm.googleapis.com/x', 'http://127.0.0.1:4020/push/1', 'nothing',
  ])('[NOT-1] %s is never called', (url) => {
    expect(mayBeCalled(url, hosts, false)).toBe(false);
  });
  test('[NOT-1] outside of production the receiver on this machine may be', () => {
    expect(mayBeCalled('http://127.0.0.1:4020/push/1', hosts, true)).toBe(true);
    expect(mayBeCalled('http://10.0.0.1:4020/push/1', hosts, true)).toBe(false);
  });
});

test('[NOT-1] before the eleventh device the one registered longest ago goes', () => {
  const ten = Array.from({ length: mostDevices }, (_, n) => device(n));
  expect(tooMany(ten.slice(1))).toEqual([]);
  expect(tooMany(ten)).toEqual([device(0)]);
});
