//! The stages of the tests, in the order that finds the cheap mistakes first.

use crate::desk::{self, Desk, Kind};
use crate::failure::{Failure, Result};
use crate::postgres::Cluster;
use crate::project::Project;
use crate::setup::{self, Part, WASM};
use crate::tool::{Tool, Voice};
use crate::{proof, soak, spa, tidy};

#[derive(Debug)]
pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) needs: &'static [Part],
    pub(super) run: fn(&Project) -> Result<Outcome>,
}

impl Stage {
    const fn new(
        name: &'static str,
        what: &'static str,
        needs: &'static [Part],
        run: fn(&Project) -> Result<Outcome>,
    ) -> Self {
        Self { name, what, needs, run }
    }
}

#[derive(Debug)]
pub(super) enum Outcome {
    /// Green; the output is for counting.
    Ran(String),
    /// Green; the output is for reading.
    Told(String),
    /// Not run, and why.
    Skipped(String),
}

/// Screens come before whatever compiles the server: it takes them inside.
pub(super) const STAGES: [Stage; 15] = [
    Stage::new("fmt", "the format of the code", &[Part::RustTools], fmt),
    Stage::new("tidy", "what no compiler checks", &[], check_tidy),
    Stage::new("deny", "licences and sources of crates, by cargo-deny", &[], deny),
    Stage::new(
        "spa",
        "the screens, built for release, and the tools for it",
        &[Part::Crates, Part::WasmTarget, Part::NodePackages],
        build_screens,
    ),
    Stage::new("budget", "the weight of the first load and of each part", &SCREENS, budget),
    Stage::new("clippy", "lints of every package", &[Part::RustTools, Part::Crates], clippy),
    Stage::new(
        "clippy-wasm",
        "lints of the screens as the browser gets them",
        &[Part::RustTools, Part::Crates, Part::WasmTarget],
        clippy_wasm,
    ),
    Stage::new(
        "host",
        "tests of every package, the store on SQLite and PostgreSQL",
        &[Part::Crates, Part::Postgres],
        host,
    ),
    Stage::new(
        "simulation",
        "seeded histories of the whole desk beside its vendors",
        &[Part::Crates],
        simulation,
    ),
    Stage::new(
        "processes",
        "the real programs, killed, cut off, crowded, on SQLite and PostgreSQL",
        &[Part::Crates, Part::Postgres],
        processes,
    ),
    Stage::new(
        "fuzz",
        "hostile input against whatever reads what others wrote",
        &[Part::Crates],
        fuzz,
    ),
    Stage::new(
        "wasm",
        "tests of the components in a browser",
        &[Part::Crates, Part::WasmTarget, Part::WasmBindgen, Part::Browser],
        wasm,
    ),
    Stage::new(
        "contract",
        "the vendors' official SDKs against the simulators",
        &[Part::Crates, Part::NodePackages, Part::VendorSdks],
        contract,
    ),
    Stage::new(
        "schema",
        "the server held to its own description, by whatever it allows and forbids",
        &SCHEMA,
        schema,
    ),
    Stage::new("e2e", "the product in a browser", &BROWSER_TESTS, e2e),
];

const SCREENS: [Part; 5] =
    [Part::Crates, Part::WasmTarget, Part::Trunk, Part::WasmBindgen, Part::NodePackages];

const BROWSER_TESTS: [Part; 6] = [
    Part::Crates,
    Part::WasmTarget,
    Part::Trunk,
    Part::WasmBindgen,
    Part::NodePackages,
    Part::Browser,
];

const SCHEMA: [Part; 6] = [
    Part::Crates,
    Part::WasmTarget,
    Part::Trunk,
    Part::WasmBindgen,
    Part::NodePackages,
    Part::PythonPackages,
];

/// For all three who ask; what is left of a person's time is spent on more of the same.
const SCHEMA_SECONDS: &str = "90";

/// Browser tests look at lists as long as a real desk's.
const PAYMENTS_OF_THE_DEMO: &str = "5000";

/// So begins what the seeded histories say of a guard that was taken out, with the seed that showed it.
const GUARD_CAUGHT: &str = "without ";

/// The package of the screens.
const SPA: &str = "cancel-desk-web";

fn ran(tool: Tool) -> Result<Outcome> {
    tool.capture().map(Outcome::Ran)
}

fn fmt(project: &Project) -> Result<Outcome> {
    ran(project.tool("cargo").args(["fmt", "--all", "--check"]))
}

fn check_tidy(project: &Project) -> Result<Outcome> {
    tidy::check(project).map(|()| Outcome::Ran(String::new()))
}

fn deny(project: &Project) -> Result<Outcome> {
    if project.find("cargo-deny").is_none() {
        let reason = "cargo-deny is not on this machine (cargo install cargo-deny --locked)";
        return Ok(Outcome::Skipped(reason.into()));
    }
    ran(project.tool("cargo").args(["deny", "check", "licenses", "bans", "sources"]))
}

fn build_screens(project: &Project) -> Result<Outcome> {
    spa::from_nothing(project).map(|()| Outcome::Ran(String::new()))
}

fn budget(project: &Project) -> Result<Outcome> {
    spa::ensure(project, Voice::Quiet)?;
    spa::budget::check(&project.dist()).map(Outcome::Told)
}

fn clippy(project: &Project) -> Result<Outcome> {
    spa::ensure_folder(project)?;
    ran(project.cargo_all("clippy").args(["--quiet", "--all-targets", "--", "--deny", "warnings"]))
}

fn clippy_wasm(project: &Project) -> Result<Outcome> {
    let clippy = project.cargo("clippy").args(["--quiet", "--package", SPA, "--all-targets"]);
    ran(clippy.args(["--target", WASM, "--", "--deny", "warnings"]))
}

fn host(project: &Project) -> Result<Outcome> {
    spa::ensure_folder(project)?;
    let postgres = Cluster::start(project)?;
    let tests = match project.find("cargo-nextest") {
        Some(_) => project.nextest(),
        None => project.cargo_all("test").args(["--lib", "--bins", "--tests"]),
    };
    let tests = tests.arg("--no-fail-fast").env("CANCEL_DESK_TEST_POSTGRES", postgres.url());
    let output = tests.capture()?;
    let guards = output.lines().map(str::trim).filter(|line| line.starts_with(GUARD_CAUGHT));
    guards.for_each(|line| println!("{line}"));
    Ok(Outcome::Ran(output))
}

fn simulation(project: &Project) -> Result<Outcome> {
    soak::histories(project, soak::OF_A_TEST)?.capture().map(Outcome::Told)
}

fn processes(project: &Project) -> Result<Outcome> {
    let postgres = Cluster::start(project)?;
    proof::kills(project, proof::OF_A_TEST, 0, &postgres)?.capture().map(Outcome::Told)
}

fn fuzz(project: &Project) -> Result<Outcome> {
    soak::hostile_input(project, soak::FUZZ_OF_A_TEST)?.capture().map(Outcome::Told)
}

fn wasm(project: &Project) -> Result<Outcome> {
    let tests = project.cargo("test").args(["--package", SPA, "--target", WASM]);
    let driver =
        setup::chromedriver(project).ok_or_else(|| Failure::new("chromedriver is missing"))?;
    ran(tests
        // The integration tests only: those inside the modules ran on the host.
        .args(["--test", "components", "--no-fail-fast"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", setup::webdriver(project)?)
        .env("CHROMEDRIVER", driver))
}

fn contract(project: &Project) -> Result<Outcome> {
    desk::build(project, Voice::Quiet)?;
    let vendors = Desk::start(project, Kind::Simulate)?;
    let folder = project.path("tests/contract");
    let javascript = project.tool("node").args(["--test", "--test-reporter=tap"]).dir(&folder);
    let python = Tool::new(setup::python(project)).named("python").dir(&folder);
    // `-rs`: with the reasons of what is skipped.
    let python = python.args(["-m", "pytest", "-rs", "-p", "no:cacheprovider"]);
    let runs = [vendors.environment(javascript).capture(), vendors.environment(python).capture()];
    all(runs).map_err(|failure| vendors.explain(failure))
}

fn schema(project: &Project) -> Result<Outcome> {
    spa::ensure(project, Voice::Quiet)?;
    desk::build(project, Voice::Quiet)?;
    let desk = Desk::start(project, Kind::Demo)?;
    let python = Tool::new(setup::python(project)).named("python");
    let judge = python.args(["tests/schema/run.py", "--seconds", SCHEMA_SECONDS]);
    let judged = desk.environment(judge.dir(project.root())).capture();
    judged.map(Outcome::Told).map_err(|failure| desk.explain(failure))
}

fn e2e(project: &Project) -> Result<Outcome> {
    spa::ensure(project, Voice::Quiet)?;
    let program = desk::build(project, Voice::Quiet)?;
    let desk = Desk::start(project, Kind::Demo)?;
    let chromium =
        setup::quick_chromium(project).ok_or_else(|| Failure::new("Chromium is missing"))?;
    let playwright = project
        .tool("playwright")
        .args(["test", "--config=tests/e2e/playwright.config.ts", "--project=desk"])
        .env("CHROMIUM", chromium)
        .env("CANCEL_DESK_LEAST_PAYMENTS", PAYMENTS_OF_THE_DEMO)
        // For the specs that stop a desk of their own and start it again.
        .env("CANCEL_DESK_PROGRAM", program);
    ran(desk.environment(playwright)).map_err(|failure| desk.explain(failure))
}

/// Green when all are; else the output of all, since one may explain the other.
fn all<const N: usize>(runs: [Result<String>; N]) -> Result<Outcome> {
    let mut output = String::new();
    let mut failed = None;
    for run in runs {
        match run {
            Ok(printed) => output += &printed,
            Err(failure) => {
                output += &failure.output;
                failed = Some(Failure::new(failure.to_string()));
            }
        }
    }
    match failed {
        None => Ok(Outcome::Ran(output)),
        Some(failure) => Err(failure.output(output)),
    }
}
