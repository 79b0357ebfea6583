import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { regionsDir } from '../seeded-database';

interface Setting {
  key: string;
  unit?: string;
}

const published = (region: string, room: string): Setting[] => (parse(readFileSync(join(regionsDir, region, `${room}.yaml`), 'utf8')) as { settings: Setting[] }).settings;

/** Rooms read no settings of each other's: what several of them must decide alike stands in each one's file. */
test.each(readdirSync(regionsDir))('[SAF-3] in %s directory, triage, cases and booking say the same of people with protected identity, from the same day', (region) => {
  const said = ['directory', 'triage', 'cases', 'booking'].map((room) => published(region, room).filter(({ key }) => key === 'protected-identity'));
  expect(said[0]!.length).toBeGreaterThan(0);
  for (const one of said) expect(one).toEqual(said[0]);
  expect(said[0]!.filter(({ unit }) => unit !== undefined)).toEqual([]);
});
