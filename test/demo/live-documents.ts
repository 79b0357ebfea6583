export const threadDocument = `subscription Thread($threadId: ID!, $after: Int) { liveThread(threadId: $threadId, after: $after) { __typename
  ... on ThreadSnapshot { seq messages { id seq kind senderKind text fromMe } }
  ... on ThreadChange { seq previousSeq kind message { id seq kind senderKind text fromMe staffMember { name } } } } }`;

export const submissionsDocument = `subscription Submissions($after: Int) { partnerSubmissions(after: $after) { __typename
  ... on SubmissionSnapshot { seq submissions { id reference status } }
  ... on SubmissionChange { seq previousSeq kind submission { id reference status unit { name } readFrom outcome } } } }`;
