import { type HttpAnswer, SharedAnswers } from './shared-answers';

const answer = (text: string): HttpAnswer => ({ status: 200, headers: [], body: Buffer.from(text) });

describe('answers that equal queries share', () => {
  it('[API-1] are joined until the first request has left, and never after', async () => {
    let saved = 0;
    const answers = new SharedAnswers(() => { saved += 1; });
    let leave!: () => void;
    let finish!: (a: HttpAnswer) => void;
    const first = answers.begin('k', (written) => { leave = written; return new Promise((done) => { finish = done; }); });
    const joined = answers.join('k');
    expect(answers.join('another caller')).toBeUndefined();
    leave();
    expect(answers.join('k')).toBeUndefined();
    const second = answers.begin('k', async () => answer('two'));
    finish(answer('one'));
    expect((await Promise.all([first, joined!, second])).map(({ body }) => String(body))).toEqual(['one', 'one', 'two']);
    expect(saved).toBe(1);
  });

  it('[API-1] a failure reaches all who joined, and the next one begins anew; the end of an old one closes no new one', async () => {
    const answers = new SharedAnswers(() => undefined);
    let fail!: (error: Error) => void;
    const first = answers.begin('k', (written) => { written(); return new Promise((_, reject) => { fail = reject; }); });
    let finish!: (a: HttpAnswer) => void;
    const second = answers.begin('k', () => new Promise((done) => { finish = done; }));
    fail(new Error('down'));
    await expect(first).rejects.toThrow('down');
    const joined = answers.join('k');
    finish(answer('two'));
    await expect(Promise.all([second, joined])).resolves.toHaveLength(2);
    expect(answers.join('k')).toBeUndefined();
    const third = answers.begin('k', async () => { throw new Error('down again'); });
    const alsoThird = answers.join('k')!;
    await expect(third).rejects.toThrow('down again');
    await expect(alsoThird).rejects.toThrow('down again');
  });
});
