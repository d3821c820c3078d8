//! A small file system of memory under the desk's files, which a test can fill. Only the superuser may mount
//! one.

use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Many times what the desk of a round writes.
const SIZE: &str = "size=64m";
const BALLAST: &str = "ballast";
const BLOCK: [u8; 4096] = [0; 4096];

pub(crate) struct SmallDisk {
    at: PathBuf,
}

impl SmallDisk {
    /// `None` where the harness may not mount; the folder is there in any case.
    pub(crate) fn mount(at: &Path) -> io::Result<Option<Self>> {
        std::fs::create_dir(at)?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(at).stderr(Stdio::null());
        Ok(mount.status()?.success().then(|| Self { at: at.to_owned() }))
    }

    /// Writes until nothing more fits.
    pub(crate) fn fill(&self) -> io::Result<()> {
        let mut ballast = File::create(self.at.join(BALLAST))?;
        loop {
            match ballast.write_all(&BLOCK) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn free(&self) -> io::Result<()> {
        std::fs::remove_file(self.at.join(BALLAST))
    }

    /// Leaves it mounted, with the files of a round to be looked into.
    pub(crate) fn keep(self) {
        std::mem::forget(self);
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // A mount that stays is seen in the next `df`; there is nobody to tell here.
        let _ = Command::new("umount").arg("--lazy").arg(&self.at).status();
    }
}
