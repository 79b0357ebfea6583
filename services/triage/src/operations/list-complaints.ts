import type { Actor, Language } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { offered } from '../domain/offered';
import { patientsOf } from '../storage/patient-store';
import { currentPacks } from './packs';
import { readingOf } from './read-session';
import { complaintView, type ComplaintView } from './session-view';

/** What the caller can seek for: for themselves and for the children they may act for; everything for staff. 'Annat besvär' is last. */
export async function listComplaints(db: Database, actor: Actor, language: Language): Promise<ComplaintView[]> {
  const reading = readingOf(db);
  const packs = await currentPacks(reading);
  const people = actor.kind === 'PATIENT' ? await patientsOf(reading, actor.personId) : [];
  const theirs = new Set(people.flatMap((person) => offered(packs, person, language)));
  const shown = people.length > 0 ? packs.filter((pack) => theirs.has(pack)) : packs;
  const collator = new Intl.Collator(language);
  return shown.sort((a, b) => Number(a.id === 'other') - Number(b.id === 'other') || collator.compare(a.name[language], b.name[language])).map(complaintView);
}

/** Complaints by their codes, in the codes' order; null for one that is not published. */
export async function complaintsByCode(db: Database, codes: readonly string[]): Promise<(ComplaintView | null)[]> {
  const packs = await currentPacks(readingOf(db));
  return codes.map((code) => packs.filter((pack) => pack.id === code).map(complaintView)[0] ?? null);
}
