//! Remembering what a folder was made from, so that making it again can be left out.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::failure::{Doing as _, Result};

/// A file that holds the fingerprint of the inputs its neighbours were made from.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
    fingerprint: String,
}

impl Stamp {
    /// `inputs` are files and folders; a missing one counts as empty.
    pub(crate) fn of(file: PathBuf, inputs: &[PathBuf], variant: &str) -> Result<Self> {
        // Not the same over compiler versions, which costs one needless build and nothing else.
        let mut hasher = DefaultHasher::new();
        variant.hash(&mut hasher);
        for input in inputs {
            hash_tree(input, &mut hasher)?;
        }
        Ok(Self { file, fingerprint: format!("{:016x}", hasher.finish()) })
    }

    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|stored| stored == self.fingerprint)
    }

    /// To be called before the work, so that a half-made folder is not taken for a whole one.
    pub(crate) fn forget(&self) {
        // A stamp that is not there is as good as one removed.
        let _ = fs::remove_file(&self.file);
    }

    pub(crate) fn store(&self) -> Result {
        let doing = || format!("write {}", self.file.display());
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).doing(doing)?;
        }
        fs::write(&self.file, &self.fingerprint).doing(doing)
    }
}

/// Every file below a path, sorted; a file is its own tree.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    if path.is_dir() {
        let reading = || format!("read {}", path.display());
        for entry in fs::read_dir(path).doing(reading)? {
            files.extend(files_below(&entry.doing(reading)?.path())?);
        }
    }
    files.sort();
    Ok(files)
}

fn hash_tree(path: &Path, hasher: &mut DefaultHasher) -> Result {
    for file in files_below(path)? {
        file.strip_prefix(path).unwrap_or(&file).hash(hasher);
        fs::read(&file).doing(|| format!("read {}", file.display()))?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_current_until_an_input_changes() {
        let dir = tempfile::tempdir().unwrap();
        let sources = dir.path().join("src");
        fs::create_dir(&sources).unwrap();
        fs::write(sources.join("a.rs"), "one").unwrap();
        let stamp =
            || Stamp::of(dir.path().join("out/stamp"), std::slice::from_ref(&sources), "").unwrap();

        assert!(!stamp().is_current(), "nothing was made yet");
        stamp().store().unwrap();
        assert!(stamp().is_current());
        fs::write(sources.join("a.rs"), "two").unwrap();
        assert!(!stamp().is_current(), "a changed file");
        stamp().store().unwrap();
        fs::write(sources.join("b.rs"), "").unwrap();
        assert!(!stamp().is_current(), "a new file");
    }

    #[test]
    fn the_variant_is_part_of_the_fingerprint() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("stamp");
        Stamp::of(file.clone(), &[], "optimised").unwrap().store().unwrap();
        assert!(!Stamp::of(file, &[], "plain").unwrap().is_current());
    }
}
