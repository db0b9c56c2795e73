// The hosts from which the user lets images be loaded, remembered for a folder.

import type { Memento } from 'vscode';

const KEY = 'sigla.imageHosts';

export class Hosts {
  constructor(private readonly memory: Memento) {}

  get all(): readonly string[] {
    return this.memory.get<string[]>(KEY, []);
  }

  allows(host: string): boolean {
    return this.all.includes(host);
  }

  async allow(host: string): Promise<void> {
    if (isHost(host) && !this.allows(host)) await this.memory.update(KEY, [...this.all, host].sort());
  }

  async forget(): Promise<void> {
    await this.memory.update(KEY, undefined);
  }
}

/** Whether it is a host, perhaps with a port, and nothing that would say more in a policy. */
export function isHost(host: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i.test(host);
}
