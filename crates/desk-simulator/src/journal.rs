//! The file behind a simulator: one JSON line per commit. The seed is not written down; the
//! first line says how to make it again.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::changes::Changes;
use crate::config::Seed;

/// Which world the lines below it change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Origin {
    pub(crate) seed: Option<Seed>,
    pub(crate) seeded_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Origin(Origin),
    Changes(Box<Changes>),
    ClockShiftUs(i64),
}

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("the simulator's data file {path} cannot be used")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("line {line} of the simulator's data file {path} cannot be read")]
    Corrupt { path: PathBuf, line: usize, source: serde_json::Error },
    #[error("the simulator's data file {path} does not begin with its origin")]
    NoOrigin { path: PathBuf },
}

/// What a file said when it was opened.
#[derive(Debug)]
pub(crate) struct Recovered {
    pub(crate) origin: Origin,
    pub(crate) changes: Vec<Changes>,
    pub(crate) clock_shift_us: i64,
}

#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
}

impl Journal {
    /// Reads the file; `None` when there is none yet.
    pub(crate) fn read(path: &Path) -> Result<Option<Recovered>, JournalError> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io(path, error)),
        };
        let lines: Vec<String> = BufReader::new(file)
            .lines()
            .collect::<Result<_, _>>()
            .map_err(|error| io(path, error))?;
        let mut origin = None;
        let mut recovered_changes = Vec::new();
        let mut clock_shift_us = 0;
        for (at, text) in lines.iter().enumerate() {
            match serde_json::from_str(text) {
                Ok(Line::Origin(found)) => origin = Some(found),
                Ok(Line::Changes(changes)) => recovered_changes.push(*changes),
                Ok(Line::ClockShiftUs(shift)) => clock_shift_us = shift,
                // A crash while writing leaves half a last line: that commit never happened.
                Err(_) if at + 1 == lines.len() => {}
                Err(source) => {
                    let path = path.to_owned();
                    return Err(JournalError::Corrupt { path, line: at + 1, source });
                }
            }
        }
        let origin = origin.ok_or_else(|| JournalError::NoOrigin { path: path.to_owned() })?;
        Ok(Some(Recovered { origin, changes: recovered_changes, clock_shift_us }))
    }

    /// Writes a fresh file holding `origin` and the present changes in one line, replacing the
    /// old one at once: a crash leaves either the old or the new.
    pub(crate) fn start(
        path: &Path,
        origin: Origin,
        present: Changes,
        clock_shift_us: i64,
    ) -> Result<Self, JournalError> {
        let fresh = path.with_extension("new");
        let write = || -> std::io::Result<File> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut file = File::create(&fresh)?;
            file.write_all(&encoded(&Line::Origin(origin))?)?;
            file.write_all(&encoded(&Line::ClockShiftUs(clock_shift_us))?)?;
            if !present.is_empty() {
                file.write_all(&encoded(&Line::Changes(Box::new(present)))?)?;
            }
            file.sync_all()?;
            std::fs::rename(&fresh, path)?;
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                File::open(folder)?.sync_all()?;
            }
            OpenOptions::new().append(true).open(path)
        };
        let file = write().map_err(|error| io(path, error))?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// Durable when this returns.
    pub(crate) fn commit(&mut self, changes: Changes) -> Result<(), JournalError> {
        self.append(&Line::Changes(Box::new(changes)))
    }

    pub(crate) fn shift_clock(&mut self, shift_us: i64) -> Result<(), JournalError> {
        self.append(&Line::ClockShiftUs(shift_us))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn append(&mut self, line: &Line) -> Result<(), JournalError> {
        encoded(line)
            .and_then(|bytes| self.file.write_all(&bytes))
            .and_then(|()| self.file.sync_data())
            .map_err(|error| io(&self.path, error))
    }
}

fn encoded(line: &Line) -> std::io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn io(path: &Path, source: std::io::Error) -> JournalError {
    JournalError::Io { path: path.to_owned(), source }
}
