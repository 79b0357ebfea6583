import type { StaffRole } from '../domain/staff-role';
import type { UnitKey } from './units';

export type SeedCommission = readonly [role: StaffRole, unit: UnitKey, ...further: UnitKey[]];

/** A seeded staff member: name, and one line a commission. */
export interface SeedStaff {
  name: readonly [given: string, family: string];
  commissions: readonly [SeedCommission, ...SeedCommission[]];
}

/** Named people that tests and READMEs speak of. The region is that of their units. */
export const namedStaff = {
  annaNurse: { name: ['Anna', 'Sjöberg'], commissions: [['NURSE', 'gavleHealthCentre']] },
  bertilNurse: { name: ['Bertil', 'Åkerman'], commissions: [['NURSE', 'gavleHealthCentre']] },
  drDavid: { name: ['David', 'Lindqvist'], commissions: [['DOCTOR', 'gavleHealthCentre']] },
  drElin: { name: ['Elin', 'Hagström'], commissions: [['DOCTOR', 'gavleHealthCentre']] },
  petraPsychologist: { name: ['Petra', 'Nordin'], commissions: [['PSYCHOLOGIST', 'gavleHealthCentre']] },
  fredrikPhysiotherapist: { name: ['Fredrik', 'Ek'], commissions: [['PHYSIOTHERAPIST', 'gavleHealthCentre']] },
  adaAdministrator: { name: ['Ada', 'Wallin'], commissions: [['ADMINISTRATOR', 'gavleHealthCentre']] },
  ulfUnitManager: { name: ['Ulf', 'Bergström'], commissions: [['UNIT_MANAGER', 'gavleHealthCentre']] },
  sandraNurse: { name: ['Sandra', 'Holm'], commissions: [['NURSE', 'sandvikenHealthCentre']] },
  drSven: { name: ['Sven', 'Dahlgren'], commissions: [['DOCTOR', 'sandvikenHealthCentre']] },
  /** Two commissions: one token has one of them. */
  mariaTwoCommissions: { name: ['Maria', 'Öberg'], commissions: [['NURSE', 'sandvikenHealthCentre'], ['NURSE', 'gavleborgDropIn']] },
  /** One commission at two units. */
  drTwoUnits: { name: ['Olof', 'Ström'], commissions: [['DOCTOR', 'bollnasHealthCentre', 'soderhamnHealthCentre']] },
  hubNurse: { name: ['Hanna', 'Lund'], commissions: [['NURSE', 'gavleborgDropIn']] },
  hubDoctor: { name: ['Jonas', 'Vikström'], commissions: [['DOCTOR', 'gavleborgDropIn']] },
  onCallDoctor: { name: ['Karin', 'Forsberg'], commissions: [['DOCTOR', 'gavleborgOnCall']] },
  psychiatrist: { name: ['Inger', 'Palm'], commissions: [['DOCTOR', 'psychiatryGavle']] },
  dentist: { name: ['Tomas', 'Rask'], commissions: [['DENTIST', 'dentalGavle']] },
  systemManager: { name: ['Stina', 'Falk'], commissions: [['SYSTEM_MANAGER', 'gavleborgDropIn']] },
  qualityCoordinator: { name: ['Kerstin', 'Modig'], commissions: [['QUALITY_COORDINATOR', 'gavleHealthCentre', 'sandvikenHealthCentre']] },
  logReviewer: { name: ['Lars', 'Granat'], commissions: [['LOG_REVIEWER', 'gavleborgDropIn']] },
  analyst: { name: ['Aisha', 'Karlsson'], commissions: [['ANALYST', 'gavleborgDropIn']] },
  contentEditor: { name: ['Cecilia', 'Brandt'], commissions: [['CONTENT_EDITOR', 'gavleborgDropIn']] },
  vastragotalandNurse: { name: ['Viktor', 'Göransson'], commissions: [['NURSE', 'molndalHealthCentre']] },
  vastragotalandDoctor: { name: ['Greta', 'Alm'], commissions: [['DOCTOR', 'molndalHealthCentre']] },
  vastragotalandSystemManager: { name: ['Sixten', 'Berg'], commissions: [['SYSTEM_MANAGER', 'vastragotalandDropIn']] },
  vastragotalandLogReviewer: { name: ['Lovisa', 'Torn'], commissions: [['LOG_REVIEWER', 'vastragotalandDropIn']] },
  hallandNurse: { name: ['Helge', 'Sand'], commissions: [['NURSE', 'halmstadHealthCentre']] },
  hallandDoctor: { name: ['Ebba', 'Skog'], commissions: [['DOCTOR', 'halmstadHealthCentre']] },
  hallandPsychologist: { name: ['Rut', 'Hed'], commissions: [['PSYCHOLOGIST', 'halmstadHealthCentre']] },
  hallandSystemManager: { name: ['Hjalmar', 'Ström'], commissions: [['SYSTEM_MANAGER', 'hallandDropIn']] },
} as const satisfies Record<string, SeedStaff>;

/** Further roles by unit, so that queues have colleagues. No occupational therapist or dietitian at most health centres (QUE-7). */
export const furtherRoles: Partial<Record<UnitKey, readonly StaffRole[]>> = {
  gavleHealthCentre: ['NURSE', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR'],
  sandvikenHealthCentre: ['PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'UNIT_MANAGER'],
  bollnasHealthCentre: ['NURSE', 'NURSE', 'PHYSIOTHERAPIST', 'UNIT_MANAGER'],
  hudiksvallHealthCentre: ['NURSE', 'DOCTOR', 'COUNSELLOR', 'UNIT_MANAGER'],
  soderhamnHealthCentre: ['NURSE', 'ADMINISTRATOR', 'UNIT_MANAGER'],
  psychiatryGavle: ['NURSE', 'PSYCHOLOGIST', 'COUNSELLOR', 'UNIT_MANAGER'],
  psychiatryHudiksvall: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'],
  dermatologyGavle: ['NURSE', 'DOCTOR', 'UNIT_MANAGER'],
  gynaecologyGavle: ['MIDWIFE', 'DOCTOR'],
  gynaecologyHudiksvall: ['MIDWIFE', 'DOCTOR'],
  dentalGavle: ['DENTAL_HYGIENIST', 'ADMINISTRATOR'],
  dentalBollnas: ['DENTIST', 'DENTAL_HYGIENIST'],
  gavleborgDropIn: ['NURSE', 'PSYCHOLOGIST', 'UNIT_MANAGER'],
  gavleborgOnCall: ['DOCTOR', 'NURSE'],
  molndalHealthCentre: ['NURSE', 'PSYCHOLOGIST'],
  borasHealthCentre: ['NURSE', 'DOCTOR'],
  psychiatryGothenburg: ['DOCTOR', 'PSYCHOLOGIST'],
  dentalBoras: ['DENTIST'],
  vastragotalandDropIn: ['NURSE', 'DOCTOR'],
  varbergHealthCentre: ['NURSE', 'DOCTOR'],
  psychiatryHalmstad: ['DOCTOR', 'PSYCHOLOGIST'],
  dentalHalmstad: ['DENTIST'],
  hallandDropIn: ['NURSE', 'DOCTOR'],
  hallandOnCall: ['DOCTOR'],
};
