import { toldReference } from './told-reference';

describe('a partner’s own reference on its way to others', () => {
  it.each(['call-2026-000123', 'A7', '0190c0de-0000-7000-8000-000000000070', 'call-01934567-1234-7abc-8def-123456789012', 'TT/2026:11:26#17', '20261126-0012345'])('[PAR-1] %s is a code and goes with the events', (reference) => {
    expect(toldReference(reference)).toBe(reference);
  });

  it.each(['196512123339', '19651212-3339', 'call-651212+3339', '6512123339', '196512723336', '0701740605', 'ring-0701740605', 'Astrid Ringer', 'Astrid.Ringer', 'knä 2', ''])('[PAR-1] %s may be about somebody, or is no code, and stays in cases', (reference) => {
    expect(toldReference(reference)).toBeNull();
  });
});
