import { addDays, type Day } from '../domain/calendar-day';
import { chooser, familyNames, givenNames } from './names';
import type { Person } from './people';
import { publishedTestNumbers } from './test-numbers';
import { type UnitKey, seedUnits } from './units';

const healthCentres = (Object.keys(seedUnits) as UnitKey[]).filter((key) => seedUnits[key].kind === 'HEALTH_CENTRE');

/** Where the made-up people are listed: most in Gävleborg, a few in the other regions. */
function centreFor(n: number): UnitKey {
  const region = n % 12 === 0 ? 'vastragotaland' : n % 12 === 6 ? 'halland' : 'gavleborg';
  const centres = healthCentres.filter((key) => seedUnits[key].region === region);
  return centres[n % centres.length]!;
}

/** Made-up people of all ages: the old ones of the published list, the others by series; children belong to families. */
export function generatedPeople(today: Day): Person[] {
  const choose = chooser(20_270_328);
  const base = (n: number, key: string, sex: 'FEMALE' | 'MALE', familyName: string): Omit<Person, 'born'> => {
    const listedAt = centreFor(n);
    return {
      key, sex, name: [choose.of(givenNames[sex]), familyName], region: seedUnits[listedAt].region, listedAt,
      ...(n % 17 === 3 ? { language: 'en' as const } : {}),
      ...(listedAt === 'gavleHealthCentre' && n % 4 === 1 ? { fixedDoctor: n % 8 === 1 ? ('drDavid' as const) : ('drElin' as const) } : {}),
      ...(n % 11 === 5 ? { withoutMobile: true as const } : {}),
    };
  };
  const listed = publishedTestNumbers.filter((number) => number !== '196512123339').map((number, n): Person => ({
    ...base(n, `elder-${n}`, Number(number[10]) % 2 ? 'MALE' : 'FEMALE', choose.of(familyNames)),
    born: `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`, number,
  }));
  const adults = Array.from({ length: 84 }, (_, n): Person => ({
    ...base(n, `adult-${n}`, choose.of(['FEMALE', 'MALE'] as const), choose.of(familyNames)), born: addDays('1976-01-01', choose.below(11_800)),
  }));
  const teens = Array.from({ length: 14 }, (_, n): Person => ({
    ...base(n, `teen-${n}`, choose.of(['FEMALE', 'MALE'] as const), choose.of(familyNames)), born: addDays(today, -(13 * 366 + choose.below(4 * 365))),
  }));
  return [...listed, ...adults, ...teens, ...families(today)];
}

/** Twenty families: two grown-ups of 28–45 and one to three children under 13; every fifth child has one guardian only. */
function families(today: Day): Person[] {
  const choose = chooser(1_303);
  return Array.from({ length: 20 }, (_, n): Person[] => {
    const listedAt = centreFor(n);
    const family = choose.of(familyNames);
    const member = (key: string, sex: 'FEMALE' | 'MALE', born: Day, guardians: string[] = []): Person => ({
      key, sex, name: [choose.of(givenNames[sex]), family], born, region: seedUnits[listedAt].region, listedAt,
      ...(guardians.length > 0 ? { guardians, withoutMobile: true as const } : {}),
    });
    const parents = [
      member(`parent-${n}a`, 'FEMALE', addDays('1982-01-01', choose.below(6_200))),
      member(`parent-${n}b`, 'MALE', addDays('1982-01-01', choose.below(6_200))),
    ];
    const children = Array.from({ length: 1 + (n % 3) }, (_child, c) => {
      const guardians = (n + c) % 5 === 0 ? [`parent-${n}a`] : n % 2 === 0 ? [`parent-${n}a`, `parent-${n}b`] : [`parent-${n}b`, `parent-${n}a`];
      return member(`child-${n}-${c}`, choose.of(['FEMALE', 'MALE'] as const), addDays(today, -(30 + choose.below(12 * 365 - 60))), guardians);
    });
    return [...parents, ...children];
  }).flat();
}
