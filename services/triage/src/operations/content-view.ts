import { diffPacks, type Change } from '../domain/diff-packs';
import type { Pack, Text } from '../domain/pack';
import { pathStatistics } from '../domain/path-statistics';
import { PRIORITIES } from '../domain/priority';
import type { SignerRole } from '../domain/signatures';
import { type Draft, signaturesOf, type StoredSignature } from '../storage/draft-store';
import type { PublishedVersion } from '../storage/pack-store';
import type { ContentUse } from './content-use';
import { currentPacks } from './packs';
import type { Reading } from './surroundings';

export interface SignatureView {
  as: SignerRole;
  signedBy: { id: string } | null;
  demonstration: boolean;
  signedAt: Date;
}

export interface EditionView {
  semver: string;
  sha256: string;
  demonstration: boolean;
  current: boolean;
  publishedAt: Date;
  signatures: SignatureView[];
  use: ContentUse | null;
}

export interface DraftView {
  id: string;
  complaintCode: string;
  semver: string;
  sha256: string;
  demonstration: boolean;
  draftedAt: Date;
  draftedBy: { id: string };
  faults: string[];
  signatures: SignatureView[];
  /** Against what new sessions get now; everything is added when there is nothing yet. */
  changes: Change[];
  statistics: StatisticsView | null;
}

export interface StatisticsView {
  paths: number;
  medianQuestions: number;
  maxQuestions: number;
  emergencyPaths: number;
  emergencyWithinTwoScreens: number;
  redFlags: number;
  outcomes: { urgencyRank: number; paths: number }[];
}

export interface ContentView {
  complaintCode: string;
  name: Text;
  versions: EditionView[];
  drafts: DraftView[];
  statistics: StatisticsView | null;
}

/** A draft as its editors see it. */
export async function draftView(tx: Reading, draft: Draft): Promise<DraftView> {
  const { content } = draft;
  const current = (await currentPacks(tx)).find((pack) => pack.id === content.id);
  return {
    id: draft.id, complaintCode: content.id, semver: content.semver, sha256: content.sha256, demonstration: content.demonstration,
    draftedAt: draft.draftedAt, draftedBy: { id: draft.draftedBy }, faults: draft.faults,
    signatures: (await signaturesOf(tx, [content.sha256])).map(signatureView),
    changes: current ? diffPacks(current, content) : [],
    statistics: draft.faults.length === 0 ? statisticsView(content) : null,
  };
}

export function editionView(version: PublishedVersion, signatures: readonly StoredSignature[], use: ContentUse | null = null): EditionView {
  const { semver, sha256, demonstration, current, publishedAt } = version;
  return { semver, sha256, demonstration, current, publishedAt, signatures: signatures.filter((one) => one.sha256 === sha256).map(signatureView), use };
}

const signatureView = ({ as, by, demonstration, signedAt }: StoredSignature): SignatureView => ({ as, signedBy: demonstration ? null : { id: by }, demonstration, signedAt });

/** How long the ways through a content are, and where they end. */
export function statisticsView(pack: Pack): StatisticsView {
  const { paths, medianScreens, maxScreens, p1Paths, p1WithinTwoScreens, outcomes } = pathStatistics(pack);
  return {
    paths, medianQuestions: medianScreens, maxQuestions: maxScreens, emergencyPaths: p1Paths, emergencyWithinTwoScreens: p1WithinTwoScreens,
    redFlags: pack.findings.filter((finding) => finding.redFlag).length,
    outcomes: PRIORITIES.flatMap((priority) => (outcomes[priority] ? [{ urgencyRank: priority, paths: outcomes[priority] }] : [])),
  };
}
