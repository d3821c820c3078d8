//! What is wrong with a rulebook file, and on which line.

use std::fmt;

use serde::de::DeserializeOwned;

/// One fault of one file: `portone.toml:12: no message "partial_phone"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

/// Every fault that was found, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rulebook cannot be used:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n{fault}"))
    }
}

impl std::error::Error for Faults {}

/// One file as it was given.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl File<'_> {
    /// A fault at a byte offset of this file.
    pub(super) fn fault(&self, offset: usize, problem: impl Into<String>) -> Fault {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Fault { file: self.name.to_owned(), line, problem: problem.into() }
    }
}

/// Reads one file of the given ones; a missing file or a mistake in it becomes a fault.
pub(super) fn parse_toml<T: DeserializeOwned>(
    files: &[File<'_>],
    name: &str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let Some(file) = files.iter().find(|file| file.name == name) else {
        faults.push(Fault {
            file: name.to_owned(),
            line: 1,
            problem: "the file is missing".into(),
        });
        return None;
    };
    toml::from_str(file.text)
        .map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            faults.push(file.fault(offset, error.message()));
        })
        .ok()
}
