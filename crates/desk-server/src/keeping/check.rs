//! One line of a report: what was looked at, how it is, and what to do next.

use std::fmt;

use serde::Serialize;

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Ok,
    /// Works, and should not stay so.
    Warn,
    /// Somebody has to do something.
    Bad,
}

/// What was looked at. Never holds a secret, nor anything of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    pub name: String,
    pub level: Level,
    pub words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl Check {
    pub(super) fn ok(name: impl Into<String>, words: impl Into<String>) -> Self {
        Self { name: name.into(), level: Level::Ok, words: words.into(), next: None }
    }

    pub(super) fn warn(
        name: impl Into<String>,
        words: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        Self { level: Level::Warn, next: Some(next.into()), ..Self::ok(name, words) }
    }

    pub(super) fn bad(
        name: impl Into<String>,
        words: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        Self { level: Level::Bad, next: Some(next.into()), ..Self::ok(name, words) }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Ok => "ok",
            Level::Warn => "warn",
            Level::Bad => "bad",
        };
        write!(f, "{level:<5}{:<24} {}", self.name, self.words)?;
        match &self.next {
            Some(next) => write!(f, "\n{:29} → {next}", ""),
            None => Ok(()),
        }
    }
}

/// The worst of them; of none, that all is well.
#[must_use]
pub fn worst(checks: &[Check]) -> Level {
    checks.iter().map(|check| check.level).max().unwrap_or(Level::Ok)
}
