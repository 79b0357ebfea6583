import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { startTimers } from '@vardgraf/service-kit/timers';
import { tokenVerifier, type VerifyToken } from '@vardgraf/service-kit/tokens';
import { startCaseWatch } from './case-watch';
import { casesQuestion } from './cases-question';
import { openDeps } from './deps';
import { environmentOf } from '@vardgraf/service-kit/env';
import type { TriageEnv } from './env';
import { onCaseAccessChanged } from './events/on-case-access-changed';
import { onCaseMoved } from './events/on-case-moved';
import { onConsultationSubmitted } from './events/on-consultation-submitted';
import { onPatientChanged } from './events/on-patient-changed';
import { onUnitChanged } from './events/on-unit-changed';
import { onUnitHoursChanged } from './events/on-unit-hours-changed';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { fhirRoutes } from './http/fhir-routes';
import { photoRoutes } from './http/photo-routes';
import { publishContent } from './operations/publish-content';
import { sessionTimers } from './timers/session-timers';

/** Facts that are only kept: several that wait go in one transaction. */
const keptTogether = ['unit.hours-changed', 'patient.changed'] as const;
const fromDirectory = { 'unit.changed': onUnitChanged, 'unit.hours-changed': onUnitHoursChanged, 'patient.changed': onPatientChanged };
const fromCases = { 'case.access-changed': onCaseAccessChanged, 'case.started': onCaseMoved, 'case.released': onCaseMoved, 'consultation.submitted': onConsultationSubmitted };

/** Starts triage: its content, its subgraph, its relay, its timers, and its ears to directory and cases. Stops in the opposite order. */
export async function startTriage(env: TriageEnv, options: { verify?: VerifyToken } = {}): Promise<Running> {
  const { close, ...deps } = await openDeps(env);
  const { db, nats, log } = deps;
  try {
    await publishContent(db);
  } catch (error) {
    await close();
    throw error;
  }
  const relay = startRelay({ ...deps, service: 'triage' });
  const consumers = [
    startConsumer({ ...deps, service: 'triage', source: 'directory', handlers: fromDirectory, together: keptTogether }),
    startConsumer({ ...deps, service: 'triage', source: 'cases', handlers: fromCases }),
  ];
  const timers = startTimers({ ...deps, handlers: sessionTimers });
  const watch = startCaseWatch(deps);
  const ready = async (): Promise<string[]> => (await read(db, 'SELECT 1').then(() => [], () => ['the database does not answer']));
  const warnings = () => [relay, timers, ...consumers, watch].flatMap((part) => part.warnings());
  const http = { db, log, verify: options.verify ?? tokenVerifier({ issuer: env.ISSUER, jwksUrl: env.JWKS_URL, environment: environmentOf(env) }) };
  const subgraph = await startSubgraph({
    name: 'triage', typeDefs: subgraphDocument('triage'), resolvers: resolvers(casesQuestion(env.CASES_URL)) as Record<string, object>, policy, db, env, log, metrics: deps.metrics, ready, warnings,
    routes: { ...photoRoutes(http), ...fhirRoutes(http) }, ...options,
  });
  log.info({ nats: nats.connected() }, 'triage runs');
  return {
    url: subgraph.url,
    async stop() {
      await subgraph.stop();
      await Promise.all([...consumers, timers, watch].map((part) => part.stop()));
      await relay.stop();
      await close();
    },
  };
}
