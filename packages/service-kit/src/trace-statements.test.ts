import { statementSpan } from './trace-statements';

test.each([
  ['SELECT * FROM "case" WHERE id = $1', 'SELECT case'], ['SELECT 1 FROM "directory".event_feed WHERE x = $1', 'SELECT directory.event_feed'], ['  INSERT INTO audit (id)\n VALUES ($1)', 'INSERT audit'],
  ['UPDATE cursor SET position = $2', 'UPDATE cursor'], ['DELETE FROM timer WHERE id = (SELECT due.id FROM unnest($2))', 'DELETE timer'], ['COMMIT', 'COMMIT'], ['START TRANSACTION', 'START'],
  ['SELECT vardgraf.now() AS now', 'SELECT'], ['WITH taken AS (DELETE FROM dead_timer RETURNING *) INSERT INTO timer SELECT 1 FROM taken', 'WITH dead_timer'], ['SELECT x FROM unnest($1)', 'SELECT unnest'],
])('%s is called %s', (sql, name) => {
  expect(statementSpan(sql).name).toBe(name);
});
