import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { Server } from 'node:http';
import { Client } from 'pg';

/** What the HTTP requests of this process asked of PostgreSQL meanwhile, in order: not what its relays, timers and sweepers asked beside them. */
export async function requestStatements<T>(ask: () => Promise<T>): Promise<{ answer: T; statements: string[] }> {
  const [ofRequest, statements] = [new AsyncLocalStorage<true>(), [] as string[]];
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  const spies = [
    jest.spyOn(Server.prototype, 'emit').mockImplementation(function (this: Server, ...event: [string, ...unknown[]]) {
      const emit = () => EventEmitter.prototype.emit.apply(this, event);
      return event[0] === 'request' ? ofRequest.run(true, emit) : emit();
    } as never),
    jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
      if (ofRequest.getStore()) statements.push(String(args[0]));
      return query.apply(this, args);
    } as never),
  ];
  try {
    return { answer: await ask(), statements };
  } finally {
    for (const spy of spies) spy.mockRestore();
    ofRequest.disable(); // or every promise of the process goes on paying for it
  }
}
