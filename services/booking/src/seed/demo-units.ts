import type { StaffRole, VisitType } from '../domain/codes';

/** Times that a seeded unit offers each weekday. */
export interface DemoUnit {
  region: string;
  unitId: string;
  offers: readonly { role: StaffRole; visitType: VisitType }[];
}

/**
 * Units of directory's seed, by the ids that it always gives them (its `seedId`), with times for each kind of ticket that triage makes. In order:
 * Gävle, Sandviken and Bollnäs health centres, psychiatry in Gävle and Hudiksvall; Mölndal and Borås; Halmstad and Varberg.
 */
export const demoUnits: readonly DemoUnit[] = [
  {
    region: 'gavleborg', unitId: '97c32631-33e1-5f7e-a300-52d2ea22b83d',
    offers: [{ role: 'NURSE', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'PHYSICAL' }, { role: 'PSYCHOLOGIST', visitType: 'VIDEO' }],
  },
  { region: 'gavleborg', unitId: '410ad1ec-e44f-5fb1-b2f5-7621a5a541d5', offers: [{ role: 'NURSE', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'PHYSICAL' }] },
  { region: 'gavleborg', unitId: 'e651a176-7f49-5f25-a976-1c5a2411bb70', offers: [{ role: 'DOCTOR', visitType: 'VIDEO' }, { role: 'NURSE', visitType: 'PHYSICAL' }] },
  { region: 'gavleborg', unitId: '87c006ab-b8ac-5fbf-bde0-c80e58940b78', offers: [{ role: 'PSYCHOLOGIST', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'VIDEO' }] },
  { region: 'gavleborg', unitId: '782e7235-48bd-5499-b6f2-699417d28d48', offers: [{ role: 'PSYCHOLOGIST', visitType: 'VIDEO' }] },
  {
    region: 'vastragotaland', unitId: 'b4f99990-8530-588c-bf89-abf433f9a221',
    offers: [{ role: 'NURSE', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'PHYSICAL' }, { role: 'PSYCHOLOGIST', visitType: 'VIDEO' }],
  },
  { region: 'vastragotaland', unitId: '072ec675-e25e-5938-a030-16e340a03449', offers: [{ role: 'NURSE', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'PHYSICAL' }] },
  {
    region: 'halland', unitId: 'e496eac2-d383-5a47-b9bb-907050950736',
    offers: [{ role: 'NURSE', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'PHYSICAL' }, { role: 'PSYCHOLOGIST', visitType: 'VIDEO' }],
  },
  { region: 'halland', unitId: '145e70b5-2822-5360-ad1c-dfa32e285156', offers: [{ role: 'NURSE', visitType: 'VIDEO' }, { role: 'DOCTOR', visitType: 'PHYSICAL' }] },
];
