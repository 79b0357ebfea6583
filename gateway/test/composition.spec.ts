import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { type DocumentNode, Kind, parse } from 'graphql';
import { subgraphDocument, subgraphNames, supergraphSdl } from '@vardgraf/schema/subgraphs';
import { acceptedBreaks, apiSdl, unlistedBreaks } from '../../scripts/check-breaking';

const recorded = readFileSync(join(__dirname, '../../packages/schema/api.graphql'), 'utf8');

function compose(change: (name: string, document: DocumentNode) => DocumentNode = (_, document) => document): string {
  const result = composeServices(subgraphNames.map((name) => ({
    name, url: name === 'live' ? 'local://live' : `http://${name}/graphql`, typeDefs: change(name, subgraphDocument(name)),
  })));
  expect(result.errors).toBeUndefined();
  return result.supergraphSdl!;
}

/** cases without one field of a type. */
function without(type: string, field: string) {
  return compose((name, document) => (name !== 'cases' ? document : {
    ...document,
    definitions: document.definitions.map((d) => (d.kind === Kind.OBJECT_TYPE_DEFINITION && d.name.value === type ? { ...d, fields: d.fields?.filter((f) => f.name.value !== field) } : d)),
  }));
}

describe('the composed graph', () => {
  it('[API-1] the supergraph that is checked in is what the subgraphs compose to', () => {
    expect(compose()).toBe(supergraphSdl());
  });

  it('[API-1] the recorded API is what clients see now, and nothing has been lost from it', () => {
    expect(apiSdl(supergraphSdl())).toBe(recorded);
    expect(unlistedBreaks(recorded, apiSdl(supergraphSdl()), acceptedBreaks())).toEqual([]);
  });

  it('[API-1] a planted breaking change is found, and passes only when docs/breaking-changes.md names it', () => {
    const broken = apiSdl(without('CaseCard', 'priorityLabel'));
    expect(unlistedBreaks(recorded, broken, acceptedBreaks())).toEqual(['CaseCard.priorityLabel was removed.']);
    expect(unlistedBreaks(recorded, broken, '| 2026-05-01 | `CaseCard.priorityLabel was removed.` | nobody used it | ask for `priority` |')).toEqual([]);
  });

  it('[API-1] nothing is lost since the last commits either, so that a record edited by hand hides no break', () => {
    const check = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/check-breaking.ts'], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
    expect(check.status === 0 ? 'whole' : check.stderr).toBe('whole');
  });

  it('[API-1] adding is no break; a new required input and a lost enum value are', () => {
    const before = 'type Query { a(in: In): E } input In { x: Int } enum E { ONE TWO }';
    expect(unlistedBreaks(before, 'type Query { a(in: In): E b: Int } input In { x: Int y: Int } enum E { ONE TWO THREE }', '')).toEqual([]);
    expect(unlistedBreaks(before, 'type Query { a(in: In): E } input In { x: Int y: Int! } enum E { ONE }', '')).toHaveLength(2);
  });

  it('[LIV-1] clients do not see what is between the gateway and the services', () => {
    const api = parse(recorded).definitions.flatMap((d) => (d.kind === Kind.OBJECT_TYPE_DEFINITION ? [[d.name.value, (d.fields ?? []).map((f) => f.name.value)] as const] : []));
    const fields = new Map(api);
    for (const field of ['queueKeys', 'unitSeqs', 'caseKeys', 'myCaseKeys', 'threadKeys', 'submissionKeys', 'noticeKeys', 'hasCaseAccess', 'contactPoint', 'patientFacts']) expect(fields.get('Query')).not.toContain(field);
    expect(fields.get('Mutation')).not.toContain('recordLiveViewing');
    expect(recorded).not.toMatch(/LiveViewing|UnitSeq|QueueKeys|CaseKeys|ThreadKeys|SubmissionKeys|NoticeKeys|ShiftKeys|ContactPoint|PatientFacts/);
    expect(fields.get('Subscription')).toEqual(['liveQueue', 'liveCase', 'liveMyCases', 'liveThread', 'partnerSubmissions', 'myWork', 'liveColleaguesOnShift']);
  });
});
