import type { Span, WeeklyHours } from '../domain/opening-hours';
import type { UnitKind } from '../domain/unit';

/** A seeded unit; everything about it is invented. */
export interface SeedUnit {
  region: string;
  name: string;
  kind: UnitKind;
  locality: string;
  hours?: WeeklyHours;
  onCall?: WeeklyHours;
  /** Absent: the unit has no alarm destination, which others show as a fault (NOT-3). */
  alarmGroup?: string;
  acceptsOutOfRegion?: boolean;
}

const onWeekdays = (...spans: Span[]) => ({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans });
const every = (from: string, to: string): WeeklyHours => ({ days: { ...onWeekdays({ from, to }), 6: [{ from, to }], 7: [{ from, to }] } });
const allDay: Span[] = [{ from: '00:00', to: '24:00' }];
const dental: WeeklyHours = { days: { ...onWeekdays({ from: '07:30', to: '16:30' }), 5: [{ from: '07:30', to: '15:00' }] }, holidays: [] };
/** Nights and evenings, weekends and holidays round the clock. Split at midnight: a holiday's evening must not take the next morning with it. */
const onCall: WeeklyHours = { days: { ...onWeekdays({ from: '00:00', to: '08:00' }, { from: '17:00', to: '24:00' }), 6: allDay, 7: allDay }, holidays: allDay };
const eveningDuty: WeeklyHours = { days: onWeekdays({ from: '17:00', to: '21:00' }), holidays: [] };

export const seedUnits = {
  gavleHealthCentre: { region: 'gavleborg', name: 'Gävle hälsocentral', kind: 'HEALTH_CENTRE', locality: 'Gävle', alarmGroup: 'GVL-HC-1', acceptsOutOfRegion: true },
  sandvikenHealthCentre: { region: 'gavleborg', name: 'Sandvikens hälsocentral', kind: 'HEALTH_CENTRE', locality: 'Sandviken', alarmGroup: 'GVL-HC-2' },
  bollnasHealthCentre: { region: 'gavleborg', name: 'Bollnäs hälsocentral', kind: 'HEALTH_CENTRE', locality: 'Bollnäs', alarmGroup: 'GVL-HC-3', acceptsOutOfRegion: true },
  hudiksvallHealthCentre: { region: 'gavleborg', name: 'Hudiksvalls hälsocentral', kind: 'HEALTH_CENTRE', locality: 'Hudiksvall', alarmGroup: 'GVL-HC-4' },
  soderhamnHealthCentre: { region: 'gavleborg', name: 'Söderhamns hälsocentral', kind: 'HEALTH_CENTRE', locality: 'Söderhamn' },
  psychiatryGavle: { region: 'gavleborg', name: 'Psykiatrimottagningen Gävle', kind: 'SPECIALIST_CLINIC', locality: 'Gävle', alarmGroup: 'GVL-PSY-1', onCall: eveningDuty },
  psychiatryHudiksvall: { region: 'gavleborg', name: 'Psykiatrimottagningen Hudiksvall', kind: 'SPECIALIST_CLINIC', locality: 'Hudiksvall', alarmGroup: 'GVL-PSY-2' },
  dermatologyGavle: { region: 'gavleborg', name: 'Hudmottagningen Gävle', kind: 'SPECIALIST_CLINIC', locality: 'Gävle', alarmGroup: 'GVL-DER-1' },
  gynaecologyGavle: { region: 'gavleborg', name: 'Gynekologmottagningen Gävle', kind: 'SPECIALIST_CLINIC', locality: 'Gävle', alarmGroup: 'GVL-GYN-1' },
  gynaecologyHudiksvall: { region: 'gavleborg', name: 'Gynekologmottagningen Hudiksvall', kind: 'SPECIALIST_CLINIC', locality: 'Hudiksvall', alarmGroup: 'GVL-GYN-2' },
  dentalGavle: { region: 'gavleborg', name: 'Folktandvården Gävle', kind: 'DENTAL_CLINIC', locality: 'Gävle', hours: dental, alarmGroup: 'GVL-FTV-1' },
  dentalBollnas: { region: 'gavleborg', name: 'Folktandvården Bollnäs', kind: 'DENTAL_CLINIC', locality: 'Bollnäs', hours: dental, alarmGroup: 'GVL-FTV-2' },
  gavleborgDropIn: { region: 'gavleborg', name: 'GÄVLEBORG DROPIN-VERKSAMHET', kind: 'DROP_IN_HUB', locality: 'Gävle', hours: every('07:00', '22:00'), alarmGroup: 'GVL-DI-1', acceptsOutOfRegion: true },
  gavleborgOnCall: { region: 'gavleborg', name: 'Digital jour Gävleborg', kind: 'ON_CALL', locality: 'Gävle', hours: onCall, onCall, alarmGroup: 'GVL-JR-1' },

  molndalHealthCentre: { region: 'vastragotaland', name: 'Mölndals vårdcentral', kind: 'HEALTH_CENTRE', locality: 'Mölndal', alarmGroup: 'VG-VC-1', acceptsOutOfRegion: true },
  borasHealthCentre: { region: 'vastragotaland', name: 'Borås vårdcentral', kind: 'HEALTH_CENTRE', locality: 'Borås', alarmGroup: 'VG-VC-2' },
  psychiatryGothenburg: { region: 'vastragotaland', name: 'Psykiatrimottagningen Göteborg', kind: 'SPECIALIST_CLINIC', locality: 'Göteborg', alarmGroup: 'VG-PSY-1' },
  dentalBoras: { region: 'vastragotaland', name: 'Folktandvården Borås', kind: 'DENTAL_CLINIC', locality: 'Borås', hours: dental },
  vastragotalandDropIn: { region: 'vastragotaland', name: 'Vård och hälsa drop in', kind: 'DROP_IN_HUB', locality: 'Göteborg', alarmGroup: 'VG-DI-1', acceptsOutOfRegion: true },

  halmstadHealthCentre: { region: 'halland', name: 'Halmstads vårdcentral', kind: 'HEALTH_CENTRE', locality: 'Halmstad', alarmGroup: 'HAL-VC-1' },
  varbergHealthCentre: { region: 'halland', name: 'Varbergs vårdcentral', kind: 'HEALTH_CENTRE', locality: 'Varberg', alarmGroup: 'HAL-VC-2', acceptsOutOfRegion: true },
  psychiatryHalmstad: { region: 'halland', name: 'Psykiatrimottagningen Halmstad', kind: 'SPECIALIST_CLINIC', locality: 'Halmstad', alarmGroup: 'HAL-PSY-1' },
  dentalHalmstad: { region: 'halland', name: 'Folktandvården Halmstad', kind: 'DENTAL_CLINIC', locality: 'Halmstad', hours: dental },
  hallandDropIn: { region: 'halland', name: 'Digitala vården Halland', kind: 'DROP_IN_HUB', locality: 'Halmstad', alarmGroup: 'HAL-DI-1' },
  hallandOnCall: { region: 'halland', name: 'Beredskapsjouren Halland', kind: 'ON_CALL', locality: 'Halmstad', hours: onCall, onCall, alarmGroup: 'HAL-JR-1' },
} as const satisfies Record<string, SeedUnit>;

export type UnitKey = keyof typeof seedUnits;

/** Who helps whom when a case escalates; both ways. */
export const seedCooperation: readonly (readonly [UnitKey, UnitKey])[] = [
  ['gavleHealthCentre', 'sandvikenHealthCentre'],
  ['sandvikenHealthCentre', 'bollnasHealthCentre'],
  ['bollnasHealthCentre', 'soderhamnHealthCentre'],
  ['soderhamnHealthCentre', 'hudiksvallHealthCentre'],
  ['psychiatryGavle', 'psychiatryHudiksvall'],
  ['gynaecologyGavle', 'gynaecologyHudiksvall'],
  ['dentalGavle', 'dentalBollnas'],
  ['molndalHealthCentre', 'borasHealthCentre'],
  ['halmstadHealthCentre', 'varbergHealthCentre'],
];
