import { Writable } from 'node:stream';
import { createLog } from './log';

function logged(act: (log: ReturnType<typeof createLog>) => void): string {
  let out = '';
  act(createLog('test', 'info', new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } }) as never));
  return out;
}

describe('the log', () => {
  it('drops fields that hold patient data, three levels down', () => {
    const out = logged((log) => log.info({ personalNumber: 'a1', patient: { name: 'b2', contact: { mobile: 'c3', deep: { email: 'd4' } } }, caseId: 'kept' }, 'opened'));
    expect(out).toContain('kept');
    expect(out).not.toMatch(/a1|b2|c3|d4/);
  });

  it('takes personal numbers out of messages and errors', () => {
    const out = logged((log) => {
      log.info('found 19121212-1212 now');
      log.error({ err: new Error('duplicate key (number)=(191212121212)') }, 'failed');
    });
    expect(out).not.toMatch(/1212-?1212/);
    expect(out).toContain('[number]');
  });
});
