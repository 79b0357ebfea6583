import { LiveClient } from '../../gateway/test/live-client';
import type { Stack } from '../stack';

export interface StreamEvent {
  __typename: string;
  seq: number;
  [field: string]: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** Any live field over a WebSocket of its own: what came, in order. */
export class LiveStream {
  private constructor(private readonly client: LiveClient, private readonly field: string) {}

  static async open(stack: Pick<Stack, 'url'>, token: string, field: string, document: string, variables: Record<string, unknown> = {}): Promise<LiveStream> {
    const stream = new LiveStream(await LiveClient.open(stack.url('gateway'), token), field);
    stream.client.send({ id: '1', type: 'subscribe', payload: { query: document, variables } });
    await stream.until((events) => events.length > 0);
    return stream;
  }

  get events(): StreamEvent[] {
    return this.client.messages.flatMap((m) => {
      if (m.type === 'error') throw new Error(`the subscription was refused: ${JSON.stringify(m.payload)}`);
      const data = m.type === 'next' ? (m.payload?.data as unknown as Record<string, StreamEvent> | null | undefined) : undefined;
      return data?.[this.field] ? [data[this.field]!] : [];
    });
  }

  async until(test: (events: StreamEvent[]) => boolean, withinMs = 15_000): Promise<void> {
    await this.client.until(() => test(this.events), withinMs);
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

export const threadDocument = `subscription Thread($threadId: ID!) { liveThread(threadId: $threadId) { __typename
  ... on ThreadSnapshot { seq messages { seq kind senderKind text fromMe } }
  ... on ThreadChange { seq previousSeq kind message { seq kind senderKind text fromMe staffMember { name } } } } }`;

export const submissionsDocument = `subscription Submissions { partnerSubmissions { __typename
  ... on SubmissionSnapshot { seq submissions { id reference status } }
  ... on SubmissionChange { seq kind submission { id reference status unit { name } readFrom outcome } } } }`;
