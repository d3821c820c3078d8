// The agent on the POS PC: the real program, with a folder of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** As it is printed on the device's slips. */
export const CAT_ID = "7300000009";

export class Agent {
  private running: ChildProcess | undefined;

  private constructor(private readonly folder: string) {}

  static async unpaired(): Promise<Agent> {
    return new Agent(await mkdtemp(join(tmpdir(), "desk-agent-")));
  }

  /** Runs the console's own command, types the number of the device, and tells how that ended. */
  async pair(command: string): Promise<{ ok: boolean; said: string }> {
    const [, ...words] = command.split(" ");
    const pairing = this.spawn(words);
    let said = "";
    pairing.stderr?.on("data", (chunk) => (said += chunk));
    pairing.stdin?.end(`${CAT_ID}\n`);
    const [status] = await once(pairing, "exit");
    return { ok: status === 0, said };
  }

  run(deviceUrl: string): void {
    this.running = this.spawn(["run", "--device", deviceUrl]);
  }

  /** Without a warning. */
  async kill(): Promise<void> {
    const gone = this.running;
    this.running = undefined;
    if (gone?.exitCode !== null) return;
    const exit = once(gone, "exit");
    gone.kill("SIGKILL");
    await exit;
  }

  /** Until the desk has sent it away. */
  async dismissed(): Promise<void> {
    if (this.running?.exitCode === null) await once(this.running, "exit");
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  private spawn(words: string[]): ChildProcess {
    const desk = process.env.CANCEL_DESK_PROGRAM ?? "target/debug/cancel-desk";
    const program = join(dirname(desk), "desk-agent");
    return spawn(program, [...words, "--data", this.folder], { stdio: ["pipe", "ignore", "pipe"] });
  }
}
