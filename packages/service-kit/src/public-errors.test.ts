import { buildSchema, graphql, GraphQLError, parse, validate } from 'graphql';
import { badInput, Fault } from './fault';
import { createLog } from './log';
import { publicError } from './public-errors';

const log = createLog('test', 'silent');
const schema = buildSchema('type Query { find(number: Int!, level: Level): Int  ping: Int } enum Level { HIGH }');

describe('what callers see of errors', () => {
  it('[API-1] a fault keeps its code and paths', () => {
    const error = publicError({ message: 'x', path: ['find'] }, badInput('input.a', 'expected'), log);
    expect(error).toEqual({ message: 'input.a: expected', path: ['find'], extensions: { code: 'BAD_INPUT', paths: ['input.a'] } });
  });

  it('[API-1] anything unknown becomes INTERNAL with an id and nothing else', () => {
    const error = publicError({ message: 'select * from person where …' }, new Error('select * from person'), log);
    expect(error.message).toBe('Something went wrong. Give support this id.');
    expect(error.extensions).toEqual({ code: 'INTERNAL', id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
  });

  it('an internal fault inside another error is still masked', () => {
    const error = publicError({ message: 'relation "x" does not exist' }, new GraphQLError('x', { originalError: new Fault('INTERNAL', 'relation') }), log);
    expect(JSON.stringify(error)).not.toContain('relation');
  });

  it('[API-1] a variable of the wrong form names the path and never the value', async () => {
    const result = await graphql({ schema, source: 'query($n: Int!) { find(number: $n) }', variableValues: { n: '191212121212' } });
    const error = publicError({ ...result.errors![0]!.toJSON(), extensions: { code: 'BAD_USER_INPUT' } }, result.errors![0], log);
    expect(error.extensions).toEqual({ code: 'BAD_INPUT', paths: ['n'] });
    expect(JSON.stringify(error)).not.toContain('191212121212');
  });

  it('a literal of the wrong form in the document is not repeated either', () => {
    const errors = validate(schema, parse('{ find(number: "191212121212", level: SECRETVALUE) }'));
    expect(errors.length).toBeGreaterThan(1);
    for (const e of errors) {
      const error = publicError({ ...e.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }, e, log);
      expect(error.extensions!['code']).toBe('BAD_INPUT');
      expect(JSON.stringify(error)).not.toMatch(/191212121212|SECRETVALUE/);
    }
  });
});
