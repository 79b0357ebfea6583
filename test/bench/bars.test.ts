import { holdTo, missedBars } from './bars';

test('a bar that is missed is printed as such and named at the end, one that is met is only printed', () => {
  const printed: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    holdTo('50 ms', 'frames are there after 12 ms', true);
    holdTo('20 times', 'one resolution takes 19 times less', false);
  } finally {
    stdout.mockRestore();
  }
  expect(printed).toEqual(['  frames are there after 12 ms (bar: 50 ms)\n', '  one resolution takes 19 times less (bar: 20 times)  MISSED\n']);
  expect(missedBars()).toEqual(['one resolution takes 19 times less (bar: 20 times)']);
});
