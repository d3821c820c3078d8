// A desk for one test alone, for what must not happen to the shared one: being stopped.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "@playwright/test";

import { consoleUrlOf, controlUrlOf, deviceUrlOf } from "./addresses";
import type { Login } from "./logins";

/** Seeding a new book takes a while on a busy machine. */
const START_LIMIT_MS = 90_000;

/** Enough for every list; the payments that tests call by name come besides. */
const SEEDED_PAYMENTS = 200;

interface Merchant {
  key: string;
  name: string;
}

/** The demo's only merchant, for commands that take a configuration. */
export const HANBIT: Merchant = { key: "hanbit", name: "한빛학원" };

/** The console and the vendors are programs of their own, so that one can be gone without the other. */
export class OwnDesk {
  private console: ChildProcess | undefined;
  private vendors: ChildProcess | undefined;

  private constructor(
    private readonly basePort: number,
    private readonly data: string,
  ) {}

  /** Starts both with data of their own and waits until they answer. */
  static async start(): Promise<OwnDesk> {
    const data = await mkdtemp(join(tmpdir(), "cancel-desk-"));
    const desk = new OwnDesk(await freeBasePort(), data);
    try {
      await desk.startVendors();
      await desk.startConsole();
    } catch (error) {
      // Nobody else knows of them: they would outlive the tests.
      await desk.dispose();
      throw error;
    }
    return desk;
  }

  get consoleUrl(): string {
    return consoleUrlOf(this.basePort);
  }

  get controlUrl(): string {
    return controlUrlOf(this.basePort);
  }

  get deviceUrl(): string {
    return deviceUrlOf(this.basePort);
  }

  /** Also again on the same data, as after a crash. */
  async startConsole(): Promise<void> {
    this.console = this.run("demo", "--external-simulators");
    await answers(`${this.consoleUrl}/readyz`);
  }

  async startVendors(): Promise<void> {
    this.vendors = this.run("simulate", "--payments", String(SEEDED_PAYMENTS));
    await answers(`${this.controlUrl}/api/status`);
  }

  /** Without a warning. */
  async killConsole(): Promise<void> {
    const gone = this.console;
    this.console = undefined;
    await kill(gone);
  }

  async killVendors(): Promise<void> {
    const gone = this.vendors;
    this.vendors = undefined;
    await kill(gone);
  }

  /** Takes payments into the book while the console works, as an operator does. */
  async importCsv(rows: string): Promise<void> {
    const file = join(this.data, "payments.csv");
    await writeFile(file, rows);
    await this.operate(["import", "csv", file], [HANBIT]);
  }

  /** A second merchant, which nobody else sees; ends whatever session this person has. */
  async addMerchantFor(login: Login, merchant: Merchant): Promise<void> {
    const merchants = [HANBIT, merchant];
    const keys = merchants.flatMap(({ key }) => ["--merchant", key]);
    await this.operate(["user", "change", login, ...keys], merchants);
  }

  async dispose(): Promise<void> {
    await this.killConsole();
    await this.killVendors();
    await rm(this.data, { recursive: true, force: true });
  }

  /** A command of an operator, who has a configuration. */
  private async operate(command: string[], merchants: Merchant[]): Promise<void> {
    const config = join(this.data, "desk.toml");
    const tables = merchants.map(({ key, name }) => `[[merchants]]\nkey = "${key}"\nname = "${name}"\n`);
    await writeFile(config, tables.join("\n"));
    const args = [...command, "--config", config, "--data", this.data];
    const [status] = await once(spawn(program(), args, { stdio: "ignore" }), "exit");
    expect(status, `the exit status of ${command.join(" ")}`).toBe(0);
  }

  private run(command: string, ...more: string[]): ChildProcess {
    const args = [command, "--base-port", String(this.basePort), "--data", this.data, ...more];
    return spawn(program(), args, { stdio: "ignore" });
  }
}

function program(): string {
  return process.env.CANCEL_DESK_PROGRAM ?? "target/debug/cancel-desk";
}

async function answers(url: string): Promise<void> {
  const asked = () => fetch(url).then((response) => response.ok, () => false);
  await expect.poll(asked, { message: `${url} answers`, timeout: START_LIMIT_MS }).toBe(true);
}

async function kill(process: ChildProcess | undefined): Promise<void> {
  if (process?.exitCode === null) {
    const exit = once(process, "exit");
    process.kill("SIGKILL");
    await exit;
  }
}

/** Ten ports each, below those that a system hands out by itself, to clients too. */
const LOWEST_PORT = 10_000;
const PORT_BLOCKS = 2_200;

/** A base port from which all ten ports of a demo are free. */
async function freeBasePort(): Promise<number> {
  const base = LOWEST_PORT + 10 * Math.floor(Math.random() * PORT_BLOCKS);
  const block = Array.from({ length: 10 }, (_, offset) => base + offset);
  const free = await Promise.all(block.map((port) => isFree(port)));
  return free.every(Boolean) ? base : freeBasePort();
}

/** Takes a port and gives it back. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const taken = once(server, "listening").then(() => true, () => false);
  server.listen(port, "127.0.0.1");
  const free = await taken;
  server.close();
  return free;
}
