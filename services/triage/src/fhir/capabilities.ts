/** What is answered here, in FHIR's words. */
export function capabilities(): object {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-25',
    kind: 'instance',
    implementation: { description: 'Vårdgraf triage: published content and what patients answered' },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [{
      mode: 'server',
      resource: [
        { type: 'Questionnaire', interaction: [{ code: 'read' }], operation: [{ name: 'next-question', definition: 'http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-next-question' }] },
        { type: 'QuestionnaireResponse', interaction: [{ code: 'read' }] },
      ],
    }],
  };
}
