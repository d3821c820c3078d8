//! The file under the journal.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::JournalError;

/// What a line is written with.
pub trait Ink: fmt::Debug + Send {
    /// Durable when this returns.
    ///
    /// # Errors
    /// Then the file may hold a part of `line`, and nothing more may be appended.
    fn append(&mut self, line: &[u8]) -> io::Result<()>;
}

/// A file, locked for this process until it is closed.
#[derive(Debug)]
pub struct FileInk {
    file: File,
    path: PathBuf,
}

impl FileInk {
    /// Makes an empty file where there is none.
    pub(super) fn make(path: &Path) -> Result<(), JournalError> {
        let failed = |source| JournalError::Io { path: path.to_owned(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let made = OpenOptions::new().append(true).create(true).open(path);
        made.and_then(|file| file.sync_all()).map_err(failed)?;
        sync_folder(path).map_err(failed)
    }

    /// The file and what it holds.
    pub(super) fn open(path: &Path) -> Result<(Self, Vec<u8>), JournalError> {
        let failed = |source| JournalError::Io { path: path.to_owned(), source };
        let opened = OpenOptions::new().read(true).append(true).open(path);
        let mut file = opened.map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => JournalError::Gone(path.to_owned()),
            _ => failed(source),
        })?;
        file.try_lock().map_err(|problem| match problem {
            TryLockError::WouldBlock => JournalError::InUse(path.to_owned()),
            TryLockError::Error(source) => failed(source),
        })?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        Ok((Self { file, path: path.to_owned() }, bytes))
    }

    /// Drops a torn last line, so that the next one begins on its own.
    pub(super) fn cut_to(self, whole_bytes: usize) -> Result<Self, JournalError> {
        let length = u64::try_from(whole_bytes).expect("a file in memory is shorter");
        let cut = self.file.set_len(length).and_then(|()| self.file.sync_all());
        cut.map_err(|source| JournalError::Io { path: self.path.clone(), source })?;
        Ok(self)
    }
}

impl Ink for FileInk {
    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        self.file.write_all(line)?;
        self.file.sync_all()
    }
}

/// A new file is not safe before its folder is. Windows cannot open a folder, and needs none of this.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|folder| cfg!(unix) && !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// It takes every byte and keeps none; only who asks whether they are on the disk is told so.
    const NOWHERE: &str = "/dev/null";

    #[test]
    fn a_line_that_did_not_reach_the_disk_is_not_written() {
        let file = OpenOptions::new().append(true).open(NOWHERE).expect("every Linux has it");
        let mut ink = FileInk { file, path: NOWHERE.into() };
        let answer = ink.append(b"{}\n");
        assert!(answer.is_err(), "an order would go to the device: {answer:?}");
    }
}
