import { redactedAttributes, redactedName, scrub, spanShapes, withoutLiterals } from './trace-redaction';

describe('what may stand in a trace', () => {
  test.each(['Fault TOO_MANY', 'QueryFailedError 23505', 'Error ECONNREFUSED', 'Error connection lost', 'NotNext', 'UNAUTHENTICATED', 'unknown'])('the reason %s stands', (reason) => {
    expect(redactedAttributes({ 'error.type': reason })).toEqual({ 'error.type': reason });
  });

  test.each([
    ['196512123339', '[number]'], ['19651212-3339', '[number]'], ['651212-3339', '[number]'], ['6512123339', '[number]'], ['121212+1212', '[number]'],
    ['19651212 3339', '[number]'], ['x196512123339y', 'x[number]y'], ['find_196512123339', 'find_[number]'], ['196512723332', '[number]'],
    ['070-174 06 05', '[phone]'], ['0701740605', '[number]'], ['+46701740605', '[phone]'], ['+46 (0)70-174 06 05', '[phone]'], ['08-463 10 00', '[phone]'],
    ['tolvan.tolvansson@example.se', '[mail]'], ['a+b@mail.example.co.uk', '[mail]'],
  ])('%s is scrubbed wherever it stands', (secret, becomes) => {
    expect(scrub(secret)).toBe(becomes);
    expect(scrub(`before ${secret}, after`)).toBe(`before ${becomes}, after`);
  });

  test.each(['SELECT case', 'LIMIT 200', '$1, $12', 'care.cases.case.taken.v1', '2026-01-02', '1177', '112', 'POST /graphql', 'TakeCase__cases__0', 'x = 5000'])('%s stays', (harmless) => {
    expect(scrub(harmless)).toBe(harmless);
  });

  test('attributes that nobody has listed do not leave, whoever sets them', () => {
    expect(redactedAttributes({
      'graphql.document': '{ findPatient(identifier: "196512123339") { name } }', 'graphql.variables.input': 'Tolvan', 'url.full': 'http://host/graphql?query=x',
      'exception.message': 'Key (number)=(196512123339) already exists.', 'enduser.id': 'b1946ac9', 'db.query.parameter.0': 'Tolvan', 'http.route': '/graphql',
    })).toEqual({ 'http.route': '/graphql' });
  });

  test('a listed attribute of another shape does not leave either', () => {
    const wrong = {
      'http.request.method': 'GET /graphql', 'http.route': '/graphql?query=x', 'http.response.status_code': 196512123339, 'graphql.operation.type': 'Tolvan', 'graphql.operation.name': 'Tolvan Tolvansson',
      'db.system.name': 'Tolvan', 'db.operation.name': 'tolvan', 'db.collection.name': 'Tolvan Tolvansson', 'db.query.text': ['Tolvan'], 'messaging.system': 'Tolvan', 'vardgraf.event': 'ont i halsen', 'vardgraf.source': 'a b',
      'vardgraf.subgraph': 'å', 'vardgraf.timer': '', 'vardgraf.joined': 'Tolvan', 'error.type': 'duplicate key: Tolvan',
    };
    expect(Object.keys(wrong).sort()).toEqual(Object.keys(spanShapes).sort());
    expect(redactedAttributes(wrong)).toEqual({});
  });

  test('a listed attribute of the right shape is scrubbed all the same', () => {
    expect(redactedAttributes({ 'graphql.operation.name': 'Find_196512123339', 'vardgraf.event': 'case.taken', 'vardgraf.joined': true, 'http.response.status_code': 200, 'error.type': 'QueryFailedError 23505' })).toEqual({
      'graphql.operation.name': 'Find_[number]', 'vardgraf.event': 'case.taken', 'vardgraf.joined': true, 'http.response.status_code': 200, 'error.type': 'QueryFailedError 23505',
    });
  });

  test('of a statement its placeholders leave, and nothing that stood between quotation marks', () => {
    expect(withoutLiterals(`SELECT *\n  FROM patient\n WHERE number = $1 AND name = 'O''Hara' AND note = $$Ont i halsen$$ AND b = $t$x$t$ LIMIT 5`))
      .toBe('SELECT * FROM patient WHERE number = $1 AND name = ? AND note = ? AND b = ? LIMIT 5');
    expect(withoutLiterals('SELECT $1, $2 WHERE $1 = $2')).toBe('SELECT $1, $2 WHERE $1 = $2');
    expect(redactedAttributes({ 'db.query.text': 'SELECT 1 WHERE number = 196512123339' })).toEqual({ 'db.query.text': 'SELECT 1 WHERE number = [number]' });
  });

  test('a name is words of the code', () => {
    expect(redactedName('apply case.taken')).toBe('apply case.taken');
    expect(redactedName('POST /graphql')).toBe('POST /graphql');
    expect(redactedName('find x19651212-3339')).toBe('find x[number]');
    expect(redactedName('find 19651212-3339')).toBe('unnamed');
    expect(redactedName('find Tolvan')).toBe('unnamed');
    expect(redactedName(`long ${'x'.repeat(120)}`)).toBe('unnamed');
    expect(redactedName('Patienten säger: ont i halsen')).toBe('unnamed');
  });
});
