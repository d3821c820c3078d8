//! One of the real programs, which may be killed at any moment.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::path::PathBuf;
use std::process::Stdio;

use desk_simulation::Violation;
use tokio::process::{Child, Command};

const LIVES: &str = "no program ends by itself";
/// As much of a log as says why it ended, in bytes.
const LAST_WORDS: usize = 2_000;

pub(crate) struct Process {
    program: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(&'static str, String)>,
    /// What it prints, over all of its lives.
    log: PathBuf,
    child: Option<Child>,
}

impl Process {
    pub(crate) fn new(program: PathBuf, log: PathBuf) -> Self {
        Self { program, arguments: Vec::new(), environment: Vec::new(), log, child: None }
    }

    pub(crate) fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    pub(crate) fn start(&mut self) -> Result<(), Violation> {
        let log = OpenOptions::new().create(true).append(true).open(&self.log)?;
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true);
        self.child = Some(command.spawn()?);
        Ok(())
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    pub(crate) async fn kill(&mut self) -> Result<(), Violation> {
        self.lives()?;
        if let Some(mut child) = self.child.take() {
            child.kill().await?;
        }
        Ok(())
    }

    pub(crate) async fn restart(&mut self) -> Result<(), Violation> {
        self.kill().await?;
        self.start()
    }

    /// Nobody but the harness ends a program.
    pub(crate) fn lives(&mut self) -> Result<(), Violation> {
        let Some(child) = &mut self.child else { return Ok(()) };
        match child.try_wait()? {
            None => Ok(()),
            Some(status) => Err(Violation::of(LIVES, format!("{status}: {}", self.last_words()))),
        }
    }

    /// Its number, while it lives.
    pub(crate) fn id(&self) -> Option<u32> {
        self.child.as_ref()?.id()
    }

    pub(crate) fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let from = text.len().saturating_sub(LAST_WORDS);
        let from = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(from);
        text[from..].to_owned()
    }
}
