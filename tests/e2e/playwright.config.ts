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
];

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  forbidOnly: true,
  retries: 0,
  workers: 2,
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
    // Without the film, which costs more than the test.
    trace: { mode: "retain-on-failure", screenshots: false },
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
