// Browser tests. `cargo xtask test --only e2e` starts the demo and says where it is; against a demo
// that runs already: npx playwright test --config=tests/e2e/playwright.config.ts

import { defineConfig } from "@playwright/test";

import { consoleUrl } from "./support/addresses";

// The first for root; the others keep Chromium from looking for a network that is not there.
const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Each test's browser has seen nothing yet. Compiling the screens a second time, for speed, would
  // cost more than it brings in the seconds they are used.
  "--js-flags=--liftoff-only",
];

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  forbidOnly: true,
  retries: 0,
  // Two for each core of a small machine: a test waits for a good part of its time.
  workers: 4,
  // Every test brings its own payment.
  fullyParallel: true,
  reporter: [["list"]],
  timeout: 45_000,
  // A cancel waits five seconds for second thoughts before it is sent.
  expect: { timeout: 15_000 },
  use: {
    baseURL: consoleUrl,
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    // A tenth of the time; without the film, which costs more than the test.
    trace: process.env.TRACE ? { mode: "retain-on-failure", screenshots: false } : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: chromiumArguments,
    },
  },
  projects: [
    { name: "logins", testMatch: "logins.setup.ts" },
    { name: "desk", testMatch: "**/*.spec.ts", dependencies: ["logins"] },
    { name: "screenshots", testMatch: "screenshot.ts", dependencies: ["logins"] },
  ],
});
