//! What went wrong, in one line, and what the person can do about it.

use std::fmt;

pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;

/// A failure that ends a command or a stage.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    remedy: Option<String>,
    /// What the failed process printed, when it was not printed already.
    pub(crate) output: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None, output: String::new() }
    }

    /// A failure that the person has read about already: nothing is left to print.
    pub(crate) fn already_told() -> Self {
        Self::new("")
    }

    pub(crate) fn is_told(&self) -> bool {
        self.what.is_empty()
    }

    /// How to get what is missing: `Debian: apt-get install chromium`.
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    pub(crate) fn output(mut self, output: impl Into<String>) -> Self {
        self.output = output.into();
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(remedy) = &self.remedy {
            write!(f, " ({remedy})")?;
        }
        Ok(())
    }
}

/// Says what was being done when the operating system refused.
pub(crate) trait Doing<T> {
    /// `doing` follows the word "cannot": `write dist/index.html`.
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Doing<T> for std::result::Result<T, E> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Failure::new(format!("cannot {}: {error}", doing())))
    }
}
