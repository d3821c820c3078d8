// A desk for one test alone, for what must not happen to the shared one: being stopped.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "@playwright/test";

import { consoleUrlOf, controlUrlOf } from "./addresses";

export class OwnDesk {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly basePort: number,
    private readonly data: string,
  ) {}

  /** Starts a demo with data of its own and waits until it answers. */
  static async start(): Promise<OwnDesk> {
    const data = await mkdtemp(join(tmpdir(), "cancel-desk-"));
    const desk = new OwnDesk(await freeBasePort(), data);
    await desk.start();
    return desk;
  }

  get consoleUrl(): string {
    return consoleUrlOf(this.basePort);
  }

  get controlUrl(): string {
    return controlUrlOf(this.basePort);
  }

  /** Starts it again on the same data, as after a crash. */
  async start(): Promise<void> {
    const program = process.env.CANCEL_DESK_PROGRAM ?? "target/debug/cancel-desk";
    const args = ["demo", "--base-port", String(this.basePort), "--data", this.data];
    this.process = spawn(program, args, { stdio: "ignore" });
    await expect
      .poll(() => this.answers(), { message: "the desk answers", timeout: 60_000 })
      .toBe(true);
  }

  /** Ends it without a warning. */
  async kill(): Promise<void> {
    const process = this.process;
    this.process = undefined;
    if (process?.exitCode === null) {
      const exit = once(process, "exit");
      process.kill("SIGKILL");
      await exit;
    }
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    return fetch(`${this.consoleUrl}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  }
}

/** A base port from which all ten ports of a demo are free. */
async function freeBasePort(): Promise<number> {
  const seen = await listen(0);
  const base = seen - (seen % 10);
  const block = Array.from({ length: 10 }, (_, offset) => base + offset);
  const free = await Promise.all(block.map((port) => listen(port).then(Boolean, () => false)));
  return free.every(Boolean) ? base : freeBasePort();
}

/** Takes a port, gives it back and tells its number. */
async function listen(port: number): Promise<number> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : port;
}
