//! The text files of the project, as the checks see them.

use std::collections::BTreeMap;
use std::{fmt, fs};

use crate::failure::Result;
use crate::project::Project;

/// Paths from the root with `/`, and what the files say.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Every file that is or would be committed; pictures and fonts are left out.
    pub(super) fn load(project: &Project) -> Result<Self> {
        let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let listed = project.tool("git").args(arguments).capture()?;
        let paths = listed.split('\0').filter(|path| !path.is_empty());
        let files = paths.filter_map(|path| {
            let bytes = fs::read(project.path(path)).ok()?;
            Some((path.to_owned(), String::from_utf8(bytes).ok()?))
        });
        Ok(Self { files: files.filter(|(_, text)| !text.contains('\0')).collect() })
    }

    #[cfg(test)]
    pub(super) fn of<const N: usize>(files: [(&str, &str); N]) -> Self {
        let owned = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        Self { files: owned.into_iter().collect() }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = File<'_>> {
        self.files.iter().map(|(path, text)| File { path, text })
    }

    /// The files of a folder with one of these ends; an empty folder name is the root.
    pub(super) fn below<'a>(
        &'a self,
        folder: &'a str,
        ends: &'a [&str],
    ) -> impl Iterator<Item = File<'a>> {
        self.all().filter(move |file| {
            file.path.starts_with(folder) && ends.iter().any(|end| file.path.ends_with(end))
        })
    }

    pub(super) fn get<'a>(&'a self, path: &'a str) -> Option<File<'a>> {
        self.files.get(path).map(|text| File { path, text })
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

impl<'a> File<'a> {
    /// Lines with their numbers from one.
    pub(super) fn lines(self) -> impl Iterator<Item = (usize, &'a str)> {
        (1..).zip(self.text.lines())
    }

    /// The number of the line a byte is in.
    pub(super) fn line_of(self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }

    pub(super) fn finding(self, line: usize, what: impl Into<String>) -> Finding {
        Finding { file: self.path.to_owned(), line: Some(line), what: what.into() }
    }
}

/// One untidy place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    file: String,
    line: Option<usize>,
    what: String,
}

impl Finding {
    /// For what is missing and so has no line.
    pub(super) fn missing(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

/// Compares findings with `file:line: what` lines.
#[cfg(test)]
#[track_caller]
pub(super) fn assert_findings<const N: usize>(findings: Vec<Finding>, expected: [&str; N]) {
    let found: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}
