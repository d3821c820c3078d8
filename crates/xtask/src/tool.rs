//! Running other programs, with errors that say which one failed and how.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::background::Background;
use crate::failure::{Doing as _, Failure, Result};

/// Whether a person watches the program or only wants to hear of its failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Its output goes to the terminal as it comes.
    Aloud,
    /// Its output is kept and shown when it fails.
    Quiet,
}

/// A program about to be run.
#[derive(Debug)]
pub(crate) struct Tool {
    command: Command,
    /// The command line as errors show it: short names in place of paths.
    shown: String,
}

impl Tool {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let shown = program.as_ref().to_string_lossy().into_owned();
        Self { command: Command::new(program), shown }
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.shown);
        self
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown = format!("{} {}", self.shown, argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Tool::arg)
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Runs to the end; returns what it printed when it was quiet.
    pub(crate) fn run(self, voice: Voice) -> Result<String> {
        match voice {
            Voice::Aloud => self.show().map(|()| String::new()),
            Voice::Quiet => self.capture(),
        }
    }

    /// Runs to the end in sight of the person.
    pub(crate) fn show(mut self) -> Result {
        let status = self.command.status().doing(|| format!("start `{}`", self.shown))?;
        check(&self.shown, status, String::new()).map(drop)
    }

    /// Runs to the end and returns what it printed, both streams in the order of writing.
    pub(crate) fn capture(self) -> Result<String> {
        let Self { mut command, shown } = self;
        let starting = || format!("start `{shown}`");
        let (mut reader, writer) = io::pipe().doing(starting)?;
        command.stdin(Stdio::null()).stdout(writer.try_clone().doing(starting)?).stderr(writer);
        let child = Background::new(command.spawn().doing(starting)?);
        // The command holds our ends of the pipe: reading would never end beside them.
        drop(command);
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).doing(|| format!("read what `{shown}` prints"))?;
        // Only now: whoever waits holds the process, and a signal could not stop it.
        let status = child.wait().doing(|| format!("wait for `{shown}`"))?;
        check(&shown, status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Starts it beside this program; it is stopped when the returned guard goes.
    pub(crate) fn start(mut self) -> Result<Background> {
        let child = self.command.spawn().doing(|| format!("start `{}`", self.shown))?;
        Ok(Background::new(child))
    }

    /// The same, with its output in a file.
    pub(crate) fn start_into(mut self, log: &File) -> Result<Background> {
        let writing = || "open a log a second time".into();
        let (out, err) = (log.try_clone().doing(writing)?, log.try_clone().doing(writing)?);
        self.command.stdin(Stdio::null()).stdout(out).stderr(err);
        self.start()
    }

    /// The command itself, for the one caller that becomes the program it starts.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }
}

/// Where this very program lies.
pub(crate) fn this_program() -> Result<PathBuf> {
    std::env::current_exe().doing(|| "find this program".into())
}

fn check(shown: &str, status: ExitStatus, output: String) -> Result<String> {
    if status.success() {
        return Ok(output);
    }
    Err(Failure::new(format!("`{shown}` failed with {status}")).output(output))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_captured_in_order() {
        let output = Tool::new("sh").args(["-c", "echo one; echo two >&2; echo three"]).capture();
        assert_eq!(output.unwrap(), "one\ntwo\nthree\n");
    }

    #[test]
    fn a_failure_names_the_command_and_keeps_its_output() {
        let failure = Tool::new("sh").args(["-c", "echo why; exit 3"]).capture().unwrap_err();
        assert_eq!(failure.to_string(), "`sh -c echo why; exit 3` failed with exit status: 3");
        assert_eq!(failure.output, "why\n");
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = Tool::new("no-such-program").capture().unwrap_err();
        assert!(failure.to_string().starts_with("cannot start `no-such-program`: "), "{failure}");
    }
}
