// The vendors' simulators: those of CANCEL_DESK_BASE_PORT when it is set, else a set of our own
// that lives as long as the test file.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const API_SECRET = "demo-portone-secret";
export const WEBHOOK_SECRET = `whsec_${btoa("demo-portone-webhook-secret-0001")}`;

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
const PORTONE_OFFSET = 1;
const BOOTPAY_OFFSET = 2;
const CONTROL_OFFSET = 9;
const START_LIMIT_MS = 30_000;
const ASK_AGAIN_MS = 50;

/** Starts or finds the simulators. `stop` ends only what was started here. */
export async function startSimulator() {
  const given = process.env.CANCEL_DESK_BASE_PORT;
  if (given) return new Simulator(Number(given), () => {});
  const target = process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, "target");
  const binary = join(target, "debug", "cancel-desk");
  if (!existsSync(binary)) {
    throw new Error(`${binary} is missing: run \`cargo build -p desk-server\` first`);
  }
  const basePort = await freeBasePort();
  const data = mkdtempSync(join(tmpdir(), "cancel-desk-contract-"));
  const args = ["simulate", "--base-port", String(basePort), "--data", data];
  const child = spawn(binary, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const simulator = new Simulator(basePort, async () => {
    child.kill();
    await ended;
    rmSync(data, { recursive: true });
  });
  try {
    await simulator.answers(child);
  } catch (error) {
    await simulator.stop();
    throw error;
  }
  return simulator;
}

class Simulator {
  constructor(basePort, stop) {
    this.baseUrl = `http://127.0.0.1:${basePort + PORTONE_OFFSET}`;
    this.bootpayUrl = `http://127.0.0.1:${basePort + BOOTPAY_OFFSET}`;
    this.controlUrl = `http://127.0.0.1:${basePort + CONTROL_OFFSET}`;
    this.stop = stop;
  }

  /** Waits until the control page can be reached. */
  async answers(child) {
    const giveUpAt = Date.now() + START_LIMIT_MS;
    while (true) {
      try {
        return await this.control("GET", "/api/status");
      } catch (error) {
        // Only a refused connection is worth another try; an odd answer is not ours.
        const refused = error.cause?.code === "ECONNREFUSED";
        if (!refused || child.exitCode !== null || Date.now() > giveUpAt) throw error;
        await delay(ASK_AGAIN_MS);
      }
    }
  }

  async control(method, path, body) {
    const response = await fetch(this.controlUrl + path, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text && JSON.parse(text);
  }

  /** Puts a payment into the vendor's book; a paid card payment unless `plan` says otherwise. */
  async createPayment(id, amountWon, plan = {}) {
    await this.control("POST", "/api/portone/payments", { id, amountWon, ...plan });
    return id;
  }

  /** What really happened to a payment's money. */
  truth(id) {
    return this.control("GET", `/api/portone/payments/${encodeURIComponent(id)}`);
  }

  /** Ends the oldest pending refund of a payment. */
  settle(id, succeeded) {
    return this.control("POST", `/api/portone/payments/${encodeURIComponent(id)}/settle`, { succeeded });
  }

  /** The receipt id of a payment in Bootpay's book; by card at nicepay unless `plan` says so. */
  async createBootpayPayment(orderId, amountWon, plan = {}) {
    const order = { orderId, amountWon, ...plan };
    return (await this.control("POST", "/api/bootpay/payments", order)).receiptId;
  }

  /** What really happened to a Bootpay payment's money. */
  bootpayTruth(receiptId) {
    return this.control("GET", `/api/bootpay/payments/${receiptId}`);
  }

  /** Sends webhooks to `url` while `work` runs. */
  async withWebhooksTo(url, work) {
    const { target } = await this.control("GET", "/api/portone/webhooks");
    await this.control("PUT", "/api/portone/webhook-target", { url });
    try {
      return await work();
    } finally {
      await this.control("PUT", "/api/portone/webhook-target", { url: target });
    }
  }
}

/** A base port on whose vendors' and control ports nobody listens. */
async function freeBasePort() {
  while (true) {
    const basePort = 20_000 + Math.floor(Math.random() * 3_000) * 10;
    const free = await Promise.all(
      [PORTONE_OFFSET, BOOTPAY_OFFSET, CONTROL_OFFSET].map((offset) => isFree(basePort + offset)),
    );
    if (free.every(Boolean)) return basePort;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
