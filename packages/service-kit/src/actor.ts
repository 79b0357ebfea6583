import type { StaffRole } from '@vardgraf/schema/events/codes';

export type Language = 'sv' | 'en';

/** Who acts: the claims of a verified token, or the platform itself. */
export type Actor = PatientActor | StaffActor | PartnerActor | LiveActor | SystemActor;

export interface PatientActor {
  kind: 'PATIENT';
  personId: string;
  regionId: string;
  language: Language;
}

/** One commission at a time (DIR-2). */
export interface StaffActor {
  kind: 'STAFF';
  personId: string;
  regionId: string;
  commission: { id: string; unitIds: string[]; role: StaffRole };
  language: Language;
}

export interface PartnerActor {
  kind: 'PARTNER';
  clientId: string;
  regionId: string;
  scopes: string[];
  language: Language;
}

/** The gateway, resolving a live queue that several viewers of one role share. */
export interface LiveActor {
  kind: 'LIVE';
  regionId: string;
  unitId: string;
  role: StaffRole;
  language: Language;
}

export interface SystemActor {
  kind: 'SYSTEM';
  service: string;
  regionId?: string;
  /** What its token allows; absent when it acts by itself. A service's token has no region: the field asked takes it as an argument. */
  scopes?: string[];
}

/** The platform acting by itself: a timer, an event, a seed. */
export function systemActor(service: string): SystemActor {
  return { kind: 'SYSTEM', service };
}

/** The id that envelopes and audit rows name the actor by. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'PATIENT':
    case 'STAFF':
      return actor.personId;
    case 'PARTNER':
      return actor.clientId;
    case 'LIVE':
      return `live:${actor.unitId}:${actor.role}`;
    case 'SYSTEM':
      return actor.service;
  }
}

/** Language of texts for this actor; the platform itself speaks Swedish. */
export function languageOf(actor: Actor | undefined): Language {
  return actor && actor.kind !== 'SYSTEM' ? actor.language : 'sv';
}
