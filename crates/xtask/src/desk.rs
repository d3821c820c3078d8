//! The server: building it, starting it, waiting for it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::background::Background;
use crate::failure::{Doing as _, Failure, Result};
use crate::project::Project;
use crate::tool::{Tool, Voice, this_program};
use crate::{http, ports, programs, spa};

/// Seeding 5,000 payments with a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(100);

/// How much of the server's log a failure shows.
const LOG_LINES: usize = 60;

/// Who may log in and how, as the demo says it.
const LOGINS: [&str; 2] = ["sign in as    staff, manager", "password      cancel-desk-demo"];

/// Where the vendors are, counted from the base port: one of them, and the control page of all.
const PORTONE: u16 = 1;
const CONTROL: u16 = 9;

/// Builds the server with whatever screens lie in `dist`, and beside it the agent of a card terminal.
pub(crate) fn build(project: &Project, voice: Voice) -> Result<PathBuf> {
    programs::build(project, &["cancel-desk", "desk-agent"], voice)?;
    Ok(project.built("cancel-desk"))
}

/// What is started for tests.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// Console and vendors.
    Demo,
    /// The same with the screens of dev builds, which have one more: the kit.
    DemoOfKit,
    /// The vendors alone.
    Simulate,
}

/// A started server with data of its own, gone when dropped.
#[derive(Debug)]
pub(crate) struct Desk {
    base_port: u16,
    log: PathBuf,
    process: Background,
    _data: TempDir,
}

impl Desk {
    /// Starts a built server on free ports and waits until it answers; a demo as a person does, who reads
    /// where it is and who may log in.
    pub(crate) fn start(project: &Project, kind: Kind) -> Result<Self> {
        let base_port = ports::free_base_port()?;
        let data = tempfile::tempdir().doing(|| "make a folder for data".into())?;
        let (name, tool) = match kind {
            Kind::Demo => ("demo", run_command(project, base_port, data.path())?),
            Kind::DemoOfKit => {
                let demo = command_line(project, "demo", base_port, data.path().to_owned());
                ("demo-of-kit", demo.arg("--assets").arg(spa::dev_folder(project)))
            }
            Kind::Simulate => {
                ("simulate", command_line(project, "simulate", base_port, data.path().to_owned()))
            }
        };
        let log = log_file(project, name)?;
        let process = tool.start_into(&log.1)?;
        let desk = Self { base_port, log: log.0, process, _data: data };
        desk.wait(kind).and_then(|()| desk.expect_told(kind)).map_err(|why| desk.explain(why))?;
        Ok(desk)
    }

    /// What a person needs, in what the demo prints.
    fn expect_told(&self, kind: Kind) -> Result {
        if matches!(kind, Kind::Simulate) {
            return Ok(());
        }
        let addresses = ["console       ", "PortOne       ", "control page  "]
            .into_iter()
            .zip([0, PORTONE, CONTROL])
            .map(|(name, offset)| format!("{name}http://127.0.0.1:{}", self.base_port + offset));
        let needed = addresses.chain(LOGINS.map(String::from));
        let told = fs::read_to_string(&self.log).doing(|| "read what the demo told".into())?;
        match needed.into_iter().find(|line| !told.contains(line.as_str())) {
            None => Ok(()),
            Some(line) => Err(Failure::new(format!("the demo did not say `{line}`"))),
        }
    }

    fn wait(&self, kind: Kind) -> Result {
        let answers = || match kind {
            Kind::Demo | Kind::DemoOfKit => http::status(self.base_port, "/readyz") == Some(200),
            Kind::Simulate => http::status(self.base_port + CONTROL, "/").is_some(),
        };
        wait_until(answers, || self.process.has_ended())
    }

    /// What tests need to find it.
    pub(crate) fn environment(&self, tool: Tool) -> Tool {
        tool.env("CANCEL_DESK_BASE_PORT", self.base_port.to_string())
    }

    /// Adds what the server said to a failure beside it.
    pub(crate) fn explain(&self, failure: Failure) -> Failure {
        let said = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = said.lines().collect();
        let last = lines[lines.len().saturating_sub(LOG_LINES)..].join("\n");
        let output = format!("{}\n── the server's last words\n{last}", failure.output);
        failure.output(output)
    }
}

/// `cargo xtask run --no-open --base-port N --data DIR`
fn run_command(project: &Project, base_port: u16, data: &Path) -> Result<Tool> {
    let run = Tool::new(this_program()?).named("cargo xtask").args(["run", "--no-open"]);
    let run = run.args(["--base-port", &base_port.to_string(), "--data"]).arg(data);
    Ok(run.dir(project.root()))
}

/// A log in `target/xtask`, begun anew for each start.
fn log_file(project: &Project, command: &str) -> Result<(PathBuf, File)> {
    let folder = project.target().join("xtask");
    let path = folder.join(format!("{command}.log"));
    let making = || format!("make {}", path.display());
    fs::create_dir_all(&folder).doing(making)?;
    let file = File::create(&path).doing(making)?;
    Ok((path, file))
}

/// `cancel-desk demo --base-port N --data DIR`
pub(crate) fn command_line(
    project: &Project,
    command: &str,
    base_port: u16,
    data: PathBuf,
) -> Tool {
    Tool::new(project.built("cancel-desk"))
        .named("cancel-desk")
        .args([command, "--base-port", &base_port.to_string(), "--data"])
        .arg(data)
        .dir(project.root())
}

/// Waits until a server answers; an error when it ended before, or took too long.
pub(crate) fn wait_until(answers: impl Fn() -> bool, has_ended: impl Fn() -> bool) -> Result {
    let start = now();
    while !answers() {
        if has_ended() {
            return Err(Failure::new("the server ended before it answered"));
        }
        if start.elapsed() > PATIENCE {
            let seconds = PATIENCE.as_secs();
            return Err(Failure::new(format!("the server did not answer within {seconds} s")));
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// The one clock of these commands: how long a stage took, how long a server is waited for.
#[expect(clippy::disallowed_methods, reason = "build times are measured by the real clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
